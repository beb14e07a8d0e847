using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>What is decided about a GRU or an LSTM.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Output">What it puts out.</param>
/// <param name="Tensors">W_ih and W_hh, and b_ih and b_hh if it has biases.</param>
/// <param name="Gates">Gates of a unit.</param>
/// <param name="ResetsBefore">Whether r resets h before the product.</param>
/// <param name="Initializer">How weights are drawn.</param>
/// <param name="BiasInitializer">How biases are drawn.</param>
/// <param name="Shapes">How its products are computed.</param>
/// <param name="Chains">How many sums a step of a stream cuts one over the units into.</param>
internal sealed record RecurrentPlan(
    string Name,
    string Kind,
    LayerPosition Position,
    OutputPlan Output,
    EquatableArray<TensorPlan> Tensors,
    int Gates,
    bool ResetsBefore,
    Initializer Initializer,
    BiasInitializer BiasInitializer,
    RecurrentProducts Shapes,
    int Chains)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public override bool IsRowwise => false;

    public TensorPlan InputWeights => Tensors[0];

    public TensorPlan RecurrentWeights => Tensors[1];

    public bool HasBias => Tensors.Count > 2;

    public TensorPlan InputBiases => Tensors[2];

    public TensorPlan RecurrentBiases => Tensors[3];

    public int Units => OutputSize;

    /// <summary>Whether δ of the gates is another one where h enters than where x does: r of a GRU stands between.</summary>
    public bool HasRecurrentDeltas => Gates == 3;

    /// <summary>Distance from one column of a weight matrix to the next.</summary>
    public int Lanes => InputWeights.ColumnStride;

    /// <summary>Distance from one row of gates to the next.</summary>
    public int GateStride => HasKernels ? Lanes : Gates * Units;

    /// <summary>Distance from one row to the next of what is kept beside the gates.</summary>
    public int KeptStride => (Gates - 1) * Stride;

    /// <summary>The state of a sample: h, of an LSTM also c.</summary>
    public int StateLength => (Gates - 2) * Stride;

    /// <summary>The gates of each step.</summary>
    public BufferPlan KeptGates => OfSteps("Gates", GateStride);

    /// <summary>What else is kept of each step: of a GRU the product that r resets, or r ⊙ h, of an LSTM c of the step before and tanh c; then h of the step before.</summary>
    public BufferPlan KeptBeside => OfSteps("Kept", KeptStride);

    /// <summary>δ of the gates where x enters.</summary>
    public BufferPlan InputDeltas => OfSteps("InputDelta", GateStride);

    /// <summary>δ of the gates where h enters.</summary>
    public BufferPlan RecurrentDeltas => OfSteps("RecurrentDelta", GateStride);

    /// <summary>δ of n where r ⊙ h enters.</summary>
    public BufferPlan ResetDeltas => OfSteps("ResetDelta", GateStride);

    /// <summary>What the way back hands from step to step; kernels also have their products there.</summary>
    public BufferPlan Work => OfSamples("Work", HasKernels ? Lanes + StateLength + (ResetsBefore ? Stride : 0) : Math.Max(StateLength, ResetsBefore ? 2 * Stride : 0));

    /// <summary>The state, from one Forward to the next: of sequences of any length.</summary>
    public override BufferPlan? State => IsOpen ? OfSamples("State", StateLength) : null;

    /// <summary>What inference computes in: the state, where it begins at 0, and behind it what kernels or loops want.</summary>
    public BufferPlan InferenceWork => OfSamples("Work", InferenceBufferLength);

    /// <summary>The copy of W_ihᵀ for the way back, which kernels make.</summary>
    public BufferPlan InputTransposed => new(
        $"W{Index}T", Gates * Units * Input.Value.Lanes, IsOfSamples: false, IsForInputGradient: Input.Value.IsNetworkInput);

    /// <summary>The copy of W_hhᵀ.</summary>
    public BufferPlan RecurrentTransposed => new($"U{Index}T", Gates * Units * Stride, IsOfSamples: false);

    public override IEnumerable<BufferPlan> Buffers =>
    [
        .. State is { } state ? new[] { state } : [],
        KeptGates,
        KeptBeside,
        InputDeltas,
        .. HasRecurrentDeltas ? new[] { RecurrentDeltas } : [],
        .. ResetsBefore && HasKernels ? new[] { ResetDeltas } : [],
        Work,
        .. HasKernels ? new[] { InputTransposed, RecurrentTransposed } : [],
    ];

    // A slot is as long for each step of a block of a sequence of any length.
    public override int InferenceBufferLength => HasKernels
        ? (IsOpen ? 0 : StateLength) + (((IsOpen ? 1 : Math.Min(Rows, Tuning.StepsTogether)) + 1) * Lanes) + (ResetsBefore ? Stride : 0)
        : (IsOpen ? 0 : StateLength) + (ResetsBefore ? 2 * Units : 0);

    public override long MultiplyAdds => (long)Rows * Gates * Units * (InputSize + Units);

    public override IEnumerable<ProductPlan> Products => Shapes.All;

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Parameters,
            .. OpenState,
            ArgumentPlan.Input(Input.Value),
            ArgumentPlan.Writes(KeptGates),
            ArgumentPlan.Writes(KeptBeside),
            .. HasKernels || !IsOpen ? new[] { ArgumentPlan.Writes(Work) } : [],
            .. Results,
        ]);

    public override StepPlan Inference => new(
        "Infer" + Name,
        [
            ArgumentPlan.Parameters,
            .. OpenState,
            ArgumentPlan.Input(Input.Value),
            .. InferenceBufferLength > 0 ? new[] { ArgumentPlan.Writes(InferenceWork) } : [],
            .. Results,
        ]);

    public override StepPlan Stream => Inference with { IsKernelAlone = HasKernels };

    private IEnumerable<ArgumentPlan> OpenState => State is { } state ? [ArgumentPlan.State(state)] : [];

    private IEnumerable<ArgumentPlan> OpenSteps => IsOpen ? [ArgumentPlan.Steps] : [];

    private IEnumerable<ArgumentPlan> Results =>
    [
        .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
        ArgumentPlan.Activation,
        ArgumentPlan.Samples,
        .. OpenSteps,
    ];

    public override StepPlan Prepare =>
        new("Transpose" + Name, ArgumentPlan.Parameters, ArgumentPlan.Writes(InputTransposed), ArgumentPlan.Writes(RecurrentTransposed));

    /// <summary>δ of the gates of all steps, and ∂L/∂x.</summary>
    public StepPlan PassBack => new(
        "PassBack" + Name,
        [
            ArgumentPlan.ReadOnlyDelta,
            ArgumentPlan.Reads(KeptGates),
            ArgumentPlan.Reads(KeptBeside),
            ArgumentPlan.Reads(InputTransposed),
            ArgumentPlan.Reads(RecurrentTransposed),
            ArgumentPlan.Writes(InputDeltas),
            .. HasRecurrentDeltas ? new[] { ArgumentPlan.Writes(RecurrentDeltas) } : [],
            .. ResetsBefore ? new[] { ArgumentPlan.Writes(ResetDeltas) } : [],
            ArgumentPlan.Writes(Work),
            ArgumentPlan.InputGradient(Input.Value),
            ArgumentPlan.Samples,
            .. OpenSteps,
        ]);

    public override IEnumerable<StepPlan> BackwardData => [PassBack];

    public override StepPlan BackwardWeights => new(
        "Gradients" + Name,
        [
            ArgumentPlan.Input(Input.Value),
            ArgumentPlan.Reads(KeptBeside),
            ArgumentPlan.Reads(InputDeltas),
            .. HasRecurrentDeltas ? new[] { ArgumentPlan.Reads(RecurrentDeltas) } : [],
            .. ResetsBefore ? new[] { ArgumentPlan.Reads(ResetDeltas) } : [],
            ArgumentPlan.Gradients,
            ArgumentPlan.Samples,
            .. OpenSteps,
            ArgumentPlan.Accumulate,
            ArgumentPlan.FirstRow,
            ArgumentPlan.Rows,
        ]);

    public override int GradientRows => InputSize + Units;

    private BufferPlan OfSteps(string name, int length) => IsOpen
        ? new BufferPlan(name + Index, 0, IsOfSamples: true, LengthOfStep: length)
        : OfSamples(name, Rows * length);

    private BufferPlan OfSamples(string name, int length) => new(name + Index, length, IsOfSamples: true);
}

/// <summary>The products of a GRU or an LSTM, each with the way to compute it that is estimated to cost least.</summary>
/// <param name="Input">x · W_ihᵀ.</param>
/// <param name="Recurrent">h · W_hhᵀ.</param>
/// <param name="StateGradient">W_hhᵀ · δ.</param>
/// <param name="Gradients">dW_ih and dW_hh.</param>
/// <param name="InputGradient">∂L/∂x.</param>
internal sealed record RecurrentProducts(
    ProductPlan Input, ProductPlan Recurrent, ProductPlan StateGradient, ProductPlan Gradients, ProductPlan InputGradient)
{
    public IEnumerable<ProductPlan> All => [Input, Recurrent, StateGradient, Gradients, InputGradient];

    public static RecurrentProducts Choose(int units, int gates, int inputs, ParameterLayout layout)
    {
        int size = layout.Bytes(1);
        var ofGates = new LanesPlan("gates", gates * units, layout.Lanes(gates * units));
        var ofUnits = new LanesPlan("units", units, layout.Lanes(units));
        var ofInputs = new LanesPlan("inputs", inputs, layout.Lanes(inputs));
        string rows = $"rows of Wᵀ, {ofGates.Padded} apart";
        return new RecurrentProducts(
            ProductPlan.OfMatrix("x · W_ihᵀ, a step", ofGates, rows, Tuning.EstimatedBatch, inputs, size),
            ProductPlan.OfMatrix("h · W_hhᵀ, a step", ofGates, rows, Tuning.EstimatedBatch, units, size),
            ProductPlan.OfMatrix("W_hhᵀ · δ, a step", ofUnits, $"copy of W_hh, rows {ofUnits.Padded} apart", Tuning.EstimatedBatch, gates * units, size),
            ProductPlan.OfMatrix("dW_hh, a step", ofGates, $"rows of dW, {ofGates.Padded} apart", units, Tuning.EstimatedBatch, size),
            ProductPlan.OfMatrix("∂L/∂x, a step", ofInputs, $"copy of W_ih, rows {ofInputs.Padded} apart", Tuning.EstimatedBatch, gates * units, size));
    }
}
