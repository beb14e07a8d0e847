using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>What is decided about a convolution.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Output">What it puts out.</param>
/// <param name="Tensors">W, and b if it has biases.</param>
/// <param name="Axes">The windows along each axis.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Initializer">How weights are drawn; never Auto.</param>
/// <param name="BiasInitializer">How biases are drawn.</param>
/// <param name="Shapes">How its products are computed.</param>
internal sealed record ConvolutionPlan(
    string Name,
    string Kind,
    LayerPosition Position,
    OutputPlan Output,
    EquatableArray<TensorPlan> Tensors,
    EquatableArray<WindowAxis> Axes,
    int Groups,
    Initializer Initializer,
    BiasInitializer BiasInitializer,
    ConvolutionProducts Shapes)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public override bool IsRowwise => false;

    // Groups have kernels without it.
    public override bool ActivatesSums => base.ActivatesSums && Groups == 1;

    public TensorPlan Weights => Tensors[0];

    public bool HasBias => Tensors.Count > 1;

    public TensorPlan Biases => Tensors[1];

    /// <summary>Distance from one channel of a position of W to the next: the filters in whole registers.</summary>
    public int Lanes => Weights.Strides[1];

    /// <summary>Positions of a window.</summary>
    public int Taps => Axes.Aggregate(1, (count, axis) => count * axis.Size);

    /// <summary>Channels that a filter sees.</summary>
    public int ChannelsOfGroup => InputSize / Groups;

    /// <summary>Whether kernels take windows from a copy of the input with zeros around it.</summary>
    public bool IsPadded => IsOpen || (HasKernels && Axes.Any(axis => axis.IsPadded));

    /// <summary>Steps before a step that its window reaches back to, in a sequence of any length.</summary>
    public int History => Columns.Before;

    /// <summary>The last steps of the Forward before, where the state is carried.</summary>
    public override BufferPlan? State => IsOpen ? new($"State{Index}", History * InputStride, IsOfSamples: true) : null;

    // A stream's kernel keeps the steps twice in a ring, so that each window lies in one piece, and where the next step goes.
    public override int StreamStateLength =>
        !IsOpen ? 0 : HasKernels ? RingStart + (2 * (History + Tuning.StepsOfBlock) * InputStride) : History * InputStride;

    private const int RingStart = 16;

    public override StepPlan? Stream => HasKernels
        ? new StepPlan(
            "Stream" + Name,
            [
                ArgumentPlan.Parameters,
                ArgumentPlan.State(State!),
                ArgumentPlan.Input(Input.Value),
                .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
                ArgumentPlan.Activation,
                ArgumentPlan.Steps,
            ])
        {
            IsKernelAlone = true,
        }
        : Forward;

    /// <summary>Whether the columns of a window lie in memory without a gap.</summary>
    public bool HasWholeRows => InputStride == InputSize && Columns.Dilation == 1;

    /// <summary>The axis that lies densest in memory.</summary>
    public WindowAxis Columns => Axes[Axes.Count - 1];

    /// <summary>The other axis of an image; of a sequence one that has one row.</summary>
    public WindowAxis RowAxis => Axes.Count == 2 ? Axes[0] : new WindowAxis(1, 1, 1, 1, 1, 0, 0);

    /// <summary>The copy of the input with zeros around it.</summary>
    public BufferPlan Padded => IsOpen
        ? new($"Padded{Index}", History * InputStride, IsOfSamples: true, LengthOfStep: InputStride)
        : new($"Padded{Index}", RowAxis.PaddedInputs * Columns.PaddedInputs * InputStride, IsOfSamples: true);

    /// <summary>The copy of the filters for the way back, which kernels make.</summary>
    public BufferPlan Transposed => new(
        $"W{Index}T", Taps * OutputSize * Input.Value.Lanes, IsOfSamples: false, IsForInputGradient: Input.Value.IsNetworkInput);

    /// <summary>Whether dW can be sums of so many windows that kernels cut them: in single precision, for a batch may be of any size.</summary>
    public bool HasTotals => HasKernels && Groups == 1 && IsSingle;

    /// <summary>Whether its numbers are floats.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The sums of dW that are cut: a double, the room of two floats, for each weight.</summary>
    public BufferPlan Totals => new($"W{Index}Totals", 2 * Weights.Length, IsOfSamples: false);

    public override IEnumerable<BufferPlan> Buffers =>
        [
            .. State is { } state ? new[] { state } : [],
            .. IsPadded ? new[] { Padded } : [],
            .. HasKernels && Groups == 1 ? new[] { Transposed } : [],
            .. HasTotals ? new[] { Totals } : [],
        ];

    // A slot is as long for each step of a block: the history has to fit into one.
    public override int InferenceBufferLength => IsOpen ? (HasKernels ? 0 : Padded.Length + InputStride) : IsPadded ? Padded.Length : 0;

    public override long MultiplyAdds => (long)Rows * Taps * ChannelsOfGroup * OutputSize;

    public override IEnumerable<ProductPlan> Products => Groups == 1 ? Shapes.All : [];

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Parameters,
            .. State is { } state ? new[] { ArgumentPlan.State(state) } : [],
            ArgumentPlan.Input(Input.Value),
            .. IsPadded ? new[] { ArgumentPlan.Writes(Padded) } : [],
            .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
            ArgumentPlan.Activation,
            ArgumentPlan.Samples,
            .. OpenSteps,
        ]);

    private IEnumerable<ArgumentPlan> OpenSteps => IsOpen ? [ArgumentPlan.Steps] : [];

    public override StepPlan? Prepare => Groups == 1 ? new("Transpose" + Name, ArgumentPlan.Parameters, ArgumentPlan.Writes(Transposed)) : null;

    /// <summary>δ and ∂L/∂x.</summary>
    public StepPlan PassBack => new(
        "PassBack" + Name,
        [
            .. Groups == 1 ? [] : new[] { ArgumentPlan.Parameters },
            .. StartsFromActivation ? new[] { Kept, ArgumentPlan.Delta } : [ArgumentPlan.ReadOnlyDelta],
            ArgumentPlan.InputGradient(Input.Value),
            .. Groups == 1 ? new[] { ArgumentPlan.Reads(Transposed) } : [],
            ArgumentPlan.Samples,
            .. OpenSteps,
        ]);

    public override IEnumerable<StepPlan> BackwardData => [PassBack];

    public override StepPlan BackwardWeights => new(
        "Gradients" + Name,
        [
            IsPadded ? ArgumentPlan.Reads(Padded) : ArgumentPlan.Input(Input.Value),
            ArgumentPlan.ReadOnlyDelta,
            ArgumentPlan.Gradients,
            .. HasTotals ? new[] { ArgumentPlan.Writes(Totals) } : [],
            ArgumentPlan.Samples,
            .. OpenSteps,
            ArgumentPlan.Accumulate,
            ArgumentPlan.FirstRow,
            ArgumentPlan.Rows,
        ]);

    public override int GradientRows => Taps * ChannelsOfGroup;
}

/// <summary>The products of a convolution, each with the way to compute it that is estimated to cost least.</summary>
/// <param name="Forward">The windows of an output row times the filters.</param>
/// <param name="Gradients">dW of a position of the window, or of a row of it whose columns lie in memory without a gap.</param>
/// <param name="Input">∂L/∂x of a position of the window.</param>
internal sealed record ConvolutionProducts(ProductPlan Forward, ProductPlan Gradients, ProductPlan Input)
{
    public IEnumerable<ProductPlan> All => [Forward, Gradients, Input];

    public static ConvolutionProducts Choose(int filters, int channels, int taps, int tapsTogether, int windows, ParameterLayout layout)
    {
        int size = layout.Bytes(1);
        var units = new LanesPlan("filters", filters, layout.Lanes(filters));
        var inputs = new LanesPlan("channels", channels, layout.Lanes(channels));
        return new ConvolutionProducts(
            ProductPlan.OfMatrix("forward, a row of windows", units, $"rows of filters, {units.Padded} apart", windows, taps * channels, size),
            ProductPlan.OfMatrix(
                tapsTogether > 1 ? "dW of a window's row" : "dW of a position", units, $"rows of dW, {units.Padded} apart", tapsTogether * channels, windows, size),
            ProductPlan.OfMatrix("∂L/∂x of a position", inputs, $"copy of Wᵀ, rows {inputs.Padded} apart", windows, filters, size));
    }
}
