using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Everything that is decided about a network before a line of code is written.</summary>
/// <param name="Type">The class.</param>
/// <param name="Input">The input of the network.</param>
/// <param name="Loss">The declared loss.</param>
/// <param name="Precision">The declared precision.</param>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="ParameterLength">Length of the parameter buffer, padding included.</param>
/// <param name="Output">How the loss meets the output layer.</param>
/// <param name="Scratch">Where inference keeps hidden activations.</param>
/// <param name="HoldsSample">Whether inference of one sample keeps all hidden activations in registers, and wants no scratch memory.</param>
/// <param name="Watch">Which passes the user watches: a step stays on one thread there.</param>
/// <param name="HasKernels">Whether there are vector kernels; without them the main file is all that runs.</param>
/// <param name="DeclarationText">What inference depends on.</param>
/// <param name="Frozen">The weights that are part of the program, if there are any.</param>
internal sealed record NetworkPlan(
    TypeModel Type,
    ValuePlan Input,
    Loss Loss,
    Precision Precision,
    EquatableArray<LayerPlan> Layers,
    int ParameterLength,
    OutputStep Output,
    ScratchPlan Scratch,
    bool HoldsSample,
    WatchModel Watch,
    bool HasKernels,
    string DeclarationText,
    FrozenModel? Frozen)
{
    /// <summary>Numbers in one sample.</summary>
    public int Inputs => Input.Shape.Size;

    public LayerPlan OutputLayer => Layers[Layers.Count - 1];

    /// <summary>Numbers in the output of one sample.</summary>
    public int OutputSize => OutputLayer.Output.Shape.Size;

    /// <summary>Rows in the output of one sample, each of which has a loss of its own: steps of a sequence, pixels of an image.</summary>
    public int OutputRows => OutputLayer.Rows;

    /// <summary>Whether it takes sequences of any length.</summary>
    public bool IsOpen => Input.Shape.IsOpen;

    /// <summary>Length of what a stream keeps of the steps before.</summary>
    public int StateLength => Layers.Sum(StateLengthOf);

    /// <summary>Where a layer's part of that begins.</summary>
    public int StateStartOf(LayerPlan layer) => Layers.Where(earlier => earlier.Index < layer.Index).Sum(StateLengthOf);

    private static int StateLengthOf(LayerPlan layer)
    {
        const int Boundary = 16;
        return (layer.StreamStateLength + Boundary - 1) / Boundary * Boundary;
    }

    /// <summary>Whether a value of the network has more than one row for a sample.</summary>
    public bool HasPositions => MostRows > 1;

    /// <summary>The most rows of a sample that a value has.</summary>
    public int MostRows => Math.Max(Input.Rows, Layers.Max(layer => layer.Rows));

    /// <summary>
    /// The rows of a sample by which threads share a batch: the most that a value has. Where layers have kernels of their own for a few rows, the fewest of
    /// those layers', so that no thread gets so few rows of them.
    /// </summary>
    public int SharedRows => Layers.Where(layer => layer.HasKernelsOfFewRows).Select(layer => layer.Rows).DefaultIfEmpty(MostRows).Min();

    /// <summary>Whether one sample is inferred by one method for all layers.</summary>
    public bool HasSampleKernel => HasKernels && Layers.All(layer => layer.HasSampleKernel);

    /// <summary>Whether threads can share a step.</summary>
    public bool HasThreads => OutputLayer.Position.HasThreads;

    /// <summary>The tensors of all layers.</summary>
    public IEnumerable<TensorPlan> Tensors => Layers.SelectMany(layer => layer.Tensors);

    /// <summary>The parts of the parameter buffer that have no gradient: what belongs to no tensor, and statistics.</summary>
    public IEnumerable<(int Start, int Length)> Gaps
    {
        get
        {
            int end = 0;
            foreach (TensorPlan tensor in Tensors.Where(tensor => tensor.Role != TensorRole.Statistic))
            {
                if (tensor.Offset > end)
                {
                    yield return (end, tensor.Offset - end);
                }

                end = tensor.Offset + tensor.Length;
            }

            if (ParameterLength > end)
            {
                yield return (end, ParameterLength - end);
            }
        }
    }

    /// <summary>The layers that take the output of a layer, first to last.</summary>
    public IEnumerable<LayerPlan> ReadersOf(LayerPlan layer) =>
        Layers.Where(reader => reader.Position.Inputs.Any(input => input.Value.Index == layer.Index));

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Numbers that a workspace keeps of each sample: the input, and z, a and δ of each layer, padding included.</summary>
    public long WorkspacePerSample => Inputs + Layers.Sum(layer => layer.RowLength);

    /// <summary>Numbers that a workspace has once, whatever its batch: gradients, and what layers want beside, but for ∂L/∂x.</summary>
    public long WorkspaceOnce => ParameterLength + Layers.Sum(layer => layer.OnceLength);
}
