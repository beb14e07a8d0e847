using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.BatchNorm;

/// <summary>A declared normalization of each channel over the batch.</summary>
internal sealed record BatchNormModel(string Name, Activation Activation, double? Slope, double Epsilon, double Momentum) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record BatchNormPlan(
    string Name, LayerPosition Position, OutputPlan Output, EquatableArray<TensorPlan> Tensors, double Epsilon, double Momentum)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public override bool IsElementwise => true;

    public TensorPlan Scale => Tensors[0];

    public TensorPlan Biases => Tensors[1];

    public TensorPlan RunningMean => Tensors[2];

    public TensorPlan RunningVariance => Tensors[3];

    /// <summary>Length of a vector of channels, padding included.</summary>
    public int Lanes => Scale.Length;

    /// <summary>Of the last Forward μ and 1 / √(v + ε), and of the last Backward Σδ and Σ(δ ⊙ x̂), one after the other.</summary>
    public BufferPlan Moments => new($"N{Index}", 4 * Lanes, IsOfSamples: false);

    public override long MultiplyAdds => (long)Rows * OutputSize;

    public override IEnumerable<BufferPlan> Buffers => [Moments];

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Statistics, ArgumentPlan.Input(Input.Value), ArgumentPlan.Writes(Moments), .. Results, ArgumentPlan.Training, ArgumentPlan.Samples,
        ]);

    /// <summary>The kernel that takes mean and variance of the batch: it wants all samples.</summary>
    public StepPlan Measure => new(
        "Measure" + Name, ArgumentPlan.Statistics, ArgumentPlan.Input(Input.Value), ArgumentPlan.Writes(Moments), ArgumentPlan.Training, ArgumentPlan.Samples)
    {
        Sharing = StepSharing.Whole,
    };

    /// <summary>The kernel that normalizes.</summary>
    public StepPlan Normalize => new(
        "Normalize" + Name, [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), ArgumentPlan.Reads(Moments), .. Results, ArgumentPlan.Samples]);

    public override IEnumerable<StepPlan> SharedForward => [Measure, Normalize];

    public override StepPlan Inference => new(
        "Infer" + Name, [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), .. Results, ArgumentPlan.Samples]);

    /// <summary>The kernel that forms ∂L/∂γ and ∂L/∂β, on which ∂L/∂input depends: it wants all samples.</summary>
    public StepPlan Sum => new(
        "Sum" + Name,
        ArgumentPlan.Input(Input.Value),
        ArgumentPlan.ReadOnlyDelta,
        ArgumentPlan.Writes(Moments),
        ArgumentPlan.Gradients,
        ArgumentPlan.Samples,
        ArgumentPlan.Accumulate)
    {
        Sharing = StepSharing.Whole,
    };

    /// <summary>The kernel that forms ∂L/∂input.</summary>
    public StepPlan PassBack => new(
        "PassBack" + Name,
        ArgumentPlan.Parameters,
        ArgumentPlan.Input(Input.Value),
        ArgumentPlan.ReadOnlyDelta,
        ArgumentPlan.Reads(Moments),
        ArgumentPlan.InputGradient(Input.Value),
        ArgumentPlan.TrainingSamples,
        ArgumentPlan.Samples);

    public override IEnumerable<StepPlan> BackwardData => StartsFromActivation ? [Derive, Sum, PassBack] : [Sum, PassBack];

    private IEnumerable<ArgumentPlan> Results => KeepsPreActivation ? [ArgumentPlan.PreActivation, ArgumentPlan.Activation] : [ArgumentPlan.Activation];
}

/// <summary>A normalization of each channel over the batch: <c>[BatchNorm]</c>.</summary>
internal sealed class BatchNormKind : LayerKind<BatchNormModel, BatchNormPlan>
{
    private const double DefaultMomentum = 0.1;

    public override string Name => "BatchNorm";

    public override bool HasOwnSymbols => true;

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        var activation = ActivationArgument.Positional(attribute, precision, findings);
        double momentum = attribute.NamedOrNull<double>("Momentum") ?? DefaultMomentum;
        if (!(momentum is >= 0 and <= 1))
        {
            findings.AddOutOfRange(attribute, "Momentum", ShortestNumber.Of(momentum), "a number from 0 to 1");
        }

        return new BatchNormModel(
            name, activation.Activation, activation.Slope, NormalizationArguments.ReadEpsilon(attribute, precision, findings), momentum);
    }

    protected override Shape? Infer(BatchNormModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        inputs[0];

    protected override Activation Activation(BatchNormModel model) => model.Activation;

    protected override IReadOnlyList<TensorModel> Tensors(BatchNormModel model) =>
    [
        .. NormalizationArguments.Tensors(model),
        new TensorModel("running_mean", TensorRole.Statistic, model.Output.Channels),
        new TensorModel("running_var", TensorRole.Statistic, model.Output.Channels),
    ];

    protected override long MultiplyAdds(BatchNormModel model) => model.Output.LongSize;

    protected override string Describe(BatchNormModel model) =>
        $"{Name}({ShortestNumber.Of(model.Epsilon)}) {ActivationFunction.Of(model.Activation).Describe(model.Slope)}";

    protected override void Advise(BatchNormModel model, AttributeReader attribute, Findings findings) =>
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);

    protected override BatchNormPlan Plan(BatchNormModel model, LayerPosition position, ParameterLayout layout) => new(
        model.Name,
        position,
        OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout),
        new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
        model.Epsilon,
        model.Momentum);

    protected override ViewText View(Vocabulary vocabulary, BatchNormPlan plan) => NormalizationArguments.View(
        vocabulary, plan, "BatchNorm", ", and the running averages <c>RunningMean[channel]</c>, <c>RunningVariance[channel]</c>");

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, BatchNormPlan plan)
    {
        writer.Line(NormalizationArguments.Initialization(vocabulary, plan));
        writer.Line(NormalizationArguments.Initialization(vocabulary, plan, "RunningVariance"));
    }

    protected override string ForwardEquation(BatchNormPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.OutputSize}) = γ ⊙ ({n.X} − μ) / √(v + ε) + β,  {n.A} ({plan.OutputSize}) = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string GradientEquation(BatchNormPlan plan)
    {
        string delta = new LayerNames(plan).DeltaSymbol;
        return $"dγ ({plan.OutputSize}) = Σ {delta} ⊙ x̂,  dβ ({plan.OutputSize}) = Σ {delta}";
    }

    protected override string InputGradient(BatchNormPlan plan, int input)
    {
        string delta = new LayerNames(plan).DeltaSymbol;
        return $"γ / √(v + ε) ⊙ ({delta} − dβ/m − x̂ ⊙ dγ/m)";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, BatchNormPlan plan) =>
        new BatchNormText(writer, vocabulary, plan).EmitForward();

    protected override void EmitInference(CodeWriter writer, Vocabulary vocabulary, BatchNormPlan plan) =>
        new BatchNormText(writer, vocabulary, plan).EmitInference();

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, BatchNormPlan plan) =>
        new BatchNormText(writer, vocabulary, plan).EmitBackward(GradientEquation(plan), InputGradient(plan, 0));

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, BatchNormPlan plan) =>
        new BatchNormKernels(writer, vocabulary, plan).Emit();
}
