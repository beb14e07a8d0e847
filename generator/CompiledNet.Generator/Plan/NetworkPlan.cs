using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Everything that is decided about a network before a line of code is written.</summary>
/// <param name="Type">The class.</param>
/// <param name="Inputs">Numbers in one sample.</param>
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
    int Inputs,
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
    public LayerPlan OutputLayer => Layers[Layers.Count - 1];

    public int OutputSize => OutputLayer.OutputSize;

    /// <summary>The parts of the parameter buffer that belong to no tensor.</summary>
    public IEnumerable<(int Start, int Length)> Gaps
    {
        get
        {
            int end = 0;
            foreach (TensorPlan tensor in Layers.SelectMany(layer => new[] { layer.Weights, layer.Biases }).Where(tensor => tensor.Count > 0))
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

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Numbers that a workspace keeps of each sample: the input, and z, a and δ of each layer, padding included.</summary>
    public long WorkspacePerSample => Inputs + Layers.Sum(layer => layer.RowLength);

    /// <summary>Numbers that a workspace has once, whatever its batch: gradients, and copies of Wᵀ but for the first layer's.</summary>
    public long WorkspaceOnce => ParameterLength + Layers.Skip(1).Sum(layer => (long)layer.TransposeLength);
}

/// <summary>Where a layer stands.</summary>
/// <param name="Index">1 for the first layer, as in the notes: its weights are W1.</param>
/// <param name="InputSize">Numbers that reach it for one sample.</param>
/// <param name="IsLast">Whether it is the output layer.</param>
/// <param name="LossNeedsPreActivation">Whether the loss is computed from its z.</param>
/// <param name="IsWatched">Whether the user wants to see its z.</param>
/// <param name="InputStride">Distance from one sample to the next in the batch that it reads.</param>
/// <param name="HasKernels">Whether the network has vector kernels.</param>
internal sealed record LayerPosition(
    int Index, int InputSize, bool IsLast, bool LossNeedsPreActivation, bool IsWatched, int InputStride, bool HasKernels);

/// <summary>What is decided about any kind of layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Index">1 for the first layer.</param>
/// <param name="InputSize">Numbers that reach it for one sample.</param>
/// <param name="OutputSize">Its units.</param>
/// <param name="IsLast">Whether it is the output layer, whose δ comes from the loss.</param>
/// <param name="Activation">Its activation.</param>
/// <param name="Slope">The activation's parameter.</param>
/// <param name="PreActivation">What a training step keeps z for, if it does.</param>
/// <param name="IsWrittenOut">Whether the main file writes it straight out, without loops.</param>
/// <param name="InputStride">Distance from one sample to the next in the batch that it reads.</param>
/// <param name="InputLanes">Its inputs in whole registers: the length of a row of Wᵀ, of which a step has a copy.</param>
/// <param name="Stride">Distance from one sample to the next in its batches of z and δ, and of a unless it is the output layer.</param>
/// <param name="HasKernels">Whether it has vector kernels: then Stride is a number of whole registers, else the number of units.</param>
internal abstract record LayerPlan(
    string Name,
    int Index,
    int InputSize,
    int OutputSize,
    bool IsLast,
    Activation Activation,
    double Slope,
    PreActivationUse PreActivation,
    bool IsWrittenOut,
    int InputStride,
    int InputLanes,
    int Stride,
    bool HasKernels)
{
    public bool IsFirst => Index == 1;

    /// <summary>Whether a training step keeps z beside a.</summary>
    public bool KeepsPreActivation => PreActivation != PreActivationUse.None;

    /// <summary>Numbers that a workspace keeps of each sample for it: z if kept, a and δ.</summary>
    public long RowLength => (KeepsPreActivation ? Stride : 0) + ActivationStride + Stride;

    /// <summary>Length of the copy of Wᵀ, which kernels take.</summary>
    public int TransposeLength => HasKernels ? OutputSize * InputLanes : 0;

    /// <summary>Distance from one sample to the next in its batch of a. That of the output layer is the caller's: no padding.</summary>
    public int ActivationStride => IsLast ? OutputSize : Stride;

    /// <summary>Weights and biases, padding not counted.</summary>
    public abstract long ParameterCount { get; }

    /// <summary>Multiplications with an addition in the forward propagation of one sample.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Its products, forward and backward, and how each is computed.</summary>
    public abstract IEnumerable<ProductPlan> Products { get; }

    /// <summary>Where its weights lie.</summary>
    public abstract TensorPlan Weights { get; }

    /// <summary>Where its biases lie; no rows where it has none.</summary>
    public abstract TensorPlan Biases { get; }
}

/// <summary>Where a weight matrix or a bias vector lies in the parameter buffer, and how far its rows and columns are apart.</summary>
internal sealed record TensorPlan(int Offset, int Rows, int Columns, int RowStride, int ColumnStride, int Length)
{
    public int Count => Rows * Columns;
}

/// <summary>
/// Hidden activations of inference alternate between two regions of scratch memory, since a layer reads only the one before.
/// </summary>
/// <param name="OddLength">Room for the widest hidden layer with an odd index.</param>
/// <param name="EvenLength">Room for the widest hidden layer with an even index.</param>
/// <param name="BlockSize">Samples of a batch that inference takes through all layers at once.</param>
/// <param name="LeastBlock">The fewest samples of a block; fewer are taken one by one.</param>
internal sealed record ScratchPlan(int OddLength, int EvenLength, int BlockSize, int LeastBlock)
{
    // Rows of the largest tile of a matrix product; its weights are read once for so many samples.
    private const int TileRows = 12;

    // What is cheap to have on the stack; see the library's Scratch.
    private const int StackBytes = 8192;

    // Measured at 2-3-2: with eight tiles the calls are a tenth of the time.
    private const int MostTiles = 8;

    // Rows of the smallest tile.
    private const int LeastRows = 4;

    private const long LeastMultiplyAddsOfLayers = 256;

    /// <summary>Room for one sample.</summary>
    public int Length => OddLength + EvenLength;

    /// <summary>Room for a block.</summary>
    public int BlockLength => BlockSize * Length;

    /// <summary>The size of a block: whole tiles, as many as fit the stack and still gain something, at least one.</summary>
    public static int ChooseBlockSize(int lengthInBytes) =>
        TileRows * Math.Min(MostTiles, Math.Max(1, StackBytes / Math.Max(1, TileRows * lengthInBytes)));

    /// <summary>
    /// From how many samples on a batch goes through the layers in blocks: where a layer is no more work than calling its kernel, or a sample stays in
    /// registers, fewer are faster one by one.
    /// </summary>
    public static int ChooseLeastBlock(long multiplyAdds, bool holdsSample) =>
        holdsSample || multiplyAdds < LeastMultiplyAddsOfLayers ? TileRows : LeastRows;
}

/// <summary>How the derivative of the loss reaches the output layer.</summary>
internal enum OutputStep
{
    /// <summary>There is no loss: only BackwardFrom.</summary>
    NoLoss,

    /// <summary>δ = ∂L/∂ŷ ⊙ σ′(z), two factors.</summary>
    Chained,

    /// <summary>Sigmoid under binary cross-entropy: δ = ŷ − y.</summary>
    SigmoidBinaryCrossEntropy,

    /// <summary>Softmax under categorical cross-entropy: δ = ŷ Σy − y.</summary>
    SoftmaxCategoricalCrossEntropy,

    /// <summary>Sigmoid under categorical cross-entropy: δ = −y (1 − ŷ).</summary>
    SigmoidCategoricalCrossEntropy,

    /// <summary>Softmax under binary cross-entropy, which the library computes from z.</summary>
    SoftmaxBinaryCrossEntropy,
}
