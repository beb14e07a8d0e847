using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>What is decided about a dense layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Output">What it puts out.</param>
/// <param name="Tensors">W, and b if it has biases.</param>
/// <param name="Initializer">How weights are drawn; never Auto.</param>
/// <param name="BiasInitializer">How biases are drawn.</param>
/// <param name="Sum">How the sum over the inputs of one sample is formed.</param>
/// <param name="Shapes">How its products are computed.</param>
/// <param name="IsNarrow">Whether it has so few units that a step of a stream sums over its inputs in four parts.</param>
internal sealed record DensePlan(
    string Name,
    LayerPosition Position,
    OutputPlan Output,
    EquatableArray<TensorPlan> Tensors,
    Initializer Initializer,
    BiasInitializer BiasInitializer,
    SumPlan Sum,
    DenseProducts Shapes,
    bool IsNarrow)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public override bool IsWrittenOut => (long)InputSize * OutputSize <= Tuning.MostWeightsUnrolled;

    public override bool HasSampleKernel => Rows == 1 && !IsOpen;

    public override bool HasKernelsOfFewRows => true;

    public override bool CanStayInRegisters => Input.Value.Index == Index - 1;

    public override long MultiplyAdds => (long)Rows * InputSize * OutputSize;

    public override IEnumerable<ProductPlan> Products => Shapes.All;

    public bool HasBias => Tensors.Count > 1;

    public TensorPlan Weights => Tensors[0];

    /// <summary>Where b lies; no rows if there are no biases.</summary>
    public TensorPlan Biases => HasBias
        ? Tensors[1]
        : new TensorPlan(
            "bias", TensorRole.Bias, new EquatableArray<int>([0]), new EquatableArray<int>([1]), Weights.Offset + Weights.Length, Length: 0);

    /// <summary>The copy of Wᵀ, which kernels make.</summary>
    public BufferPlan Transposed => new(
        $"W{Index}T", OutputSize * Input.Value.Lanes, IsOfSamples: false, IsForInputGradient: Input.Value.IsNetworkInput);

    public override IEnumerable<BufferPlan> Buffers => HasKernels ? [Transposed] : [];

    public override StepPlan Forward => new(
        "Forward" + Name,
        KeepsPreActivation
            ? [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), ArgumentPlan.PreActivation, ArgumentPlan.Activation, ArgumentPlan.Samples]
            : [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), ArgumentPlan.Activation, ArgumentPlan.Samples]);

    public override StepPlan? Stream => IsOpen && IsNarrow && HasKernels
        ? new StepPlan("Stream" + Name, [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), ArgumentPlan.Activation, ArgumentPlan.Samples])
        {
            IsKernelAlone = true,
        }
        : base.Stream;

    /// <summary>The whole way back through the layer, on one thread.</summary>
    public StepPlan Backward => new(
        "Backward" + Name,
        [
            ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), .. KeptAndDelta, ArgumentPlan.Gradients, ArgumentPlan.InputGradient(Input.Value),
            ArgumentPlan.Writes(Transposed), ArgumentPlan.Samples, ArgumentPlan.Accumulate,
        ]);

    public override StepPlan Prepare => new("Transpose" + Name, ArgumentPlan.Parameters, ArgumentPlan.Writes(Transposed));

    /// <summary>δ and ∂L/∂x.</summary>
    public StepPlan PassBack => new(
        "PassBack" + Name, [.. KeptAndDelta, ArgumentPlan.InputGradient(Input.Value), ArgumentPlan.Reads(Transposed), ArgumentPlan.Samples]);

    public override IEnumerable<StepPlan> BackwardData => [PassBack];

    public override StepPlan BackwardWeights => new(
        "Gradients" + Name,
        ArgumentPlan.Input(Input.Value),
        ArgumentPlan.ReadOnlyDelta,
        ArgumentPlan.Gradients,
        ArgumentPlan.Samples,
        ArgumentPlan.Accumulate,
        ArgumentPlan.FirstRow,
        ArgumentPlan.Rows);

    public override int GradientRows => InputSize;

    private IEnumerable<ArgumentPlan> KeptAndDelta => StartsFromActivation ? [Kept, ArgumentPlan.Delta] : [ArgumentPlan.ReadOnlyDelta];
}
