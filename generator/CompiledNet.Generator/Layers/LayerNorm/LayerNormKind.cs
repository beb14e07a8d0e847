using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.LayerNorm;

/// <summary>A declared normalization of each sample.</summary>
internal sealed record LayerNormModel(string Name, Activation Activation, double? Slope, double Epsilon) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record LayerNormPlan(
    string Name, LayerPosition Position, OutputPlan Output, EquatableArray<TensorPlan> Tensors, double Epsilon, int RowsOfGradients)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public TensorPlan Scale => Tensors[0];

    public TensorPlan Biases => Tensors[1];

    /// <summary>μ and 1 / √(v + ε) of each sample.</summary>
    public BufferPlan Moments => new($"N{Index}", Length: 2, IsOfSamples: true);

    public override long MultiplyAdds => (long)Rows * OutputSize;

    public override IEnumerable<BufferPlan> Buffers => [Moments];

    public override StepPlan Forward => new(
        "Forward" + Name,
        [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), ArgumentPlan.Writes(Moments), .. Results, ArgumentPlan.Samples]);

    public override StepPlan Inference => new(
        "Infer" + Name, [ArgumentPlan.Parameters, ArgumentPlan.Input(Input.Value), .. Results, ArgumentPlan.Samples]);

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            [
                ArgumentPlan.Parameters,
                ArgumentPlan.Input(Input.Value),
                .. StartsFromActivation ? new[] { Kept, ArgumentPlan.Delta } : [ArgumentPlan.ReadOnlyDelta],
                ArgumentPlan.Reads(Moments),
                ArgumentPlan.InputGradient(Input.Value),
                ArgumentPlan.Samples,
            ]),
    ];

    public override StepPlan BackwardWeights => new(
        "Gradients" + Name,
        ArgumentPlan.Input(Input.Value),
        ArgumentPlan.ReadOnlyDelta,
        ArgumentPlan.Reads(Moments),
        ArgumentPlan.Gradients,
        ArgumentPlan.Samples,
        ArgumentPlan.Accumulate,
        ArgumentPlan.FirstRow,
        ArgumentPlan.Rows);

    public override int GradientRows => RowsOfGradients;

    private IEnumerable<ArgumentPlan> Results => KeepsPreActivation ? [ArgumentPlan.PreActivation, ArgumentPlan.Activation] : [ArgumentPlan.Activation];
}

/// <summary>A normalization of each sample: <c>[LayerNorm]</c>.</summary>
internal sealed class LayerNormKind : LayerKind<LayerNormModel, LayerNormPlan>
{
    public override string Name => "LayerNorm";

    public override bool HasOwnSymbols => true;

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        var activation = ActivationArgument.Positional(attribute, precision, findings);
        return new LayerNormModel(
            name, activation.Activation, activation.Slope, NormalizationArguments.ReadEpsilon(attribute, precision, findings));
    }

    protected override Shape? Infer(LayerNormModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        inputs[0];

    protected override Activation Activation(LayerNormModel model) => model.Activation;

    protected override IReadOnlyList<TensorModel> Tensors(LayerNormModel model) => [.. NormalizationArguments.Tensors(model)];

    protected override long MultiplyAdds(LayerNormModel model) => model.Output.LongSize;

    protected override string Describe(LayerNormModel model) =>
        $"{Name}({ShortestNumber.Of(model.Epsilon)}) {ActivationFunction.Of(model.Activation).Describe(model.Slope)}";

    protected override void Advise(LayerNormModel model, AttributeReader attribute, Findings findings)
    {
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);
        if (model.Output.Channels == 1)
        {
            findings.Add(
                AdviceRules.LayerWithoutEffect,
                attribute.Location,
                Name,
                "normalizes over one number, which leaves the same output whatever goes in",
                "remove it, or put it after a layer of more units");
        }
    }

    protected override LayerNormPlan Plan(LayerNormModel model, LayerPosition position, ParameterLayout layout) => new(
        model.Name,
        position,
        OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout),
        new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
        model.Epsilon,
        ChannelBlocks.Count(model.Output.Channels, layout));

    protected override ViewText View(Vocabulary vocabulary, LayerNormPlan plan) => NormalizationArguments.View(vocabulary, plan, "Norm", "");

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerNormPlan plan) =>
        writer.Line(NormalizationArguments.Initialization(vocabulary, plan));

    protected override string ForwardEquation(LayerNormPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.OutputSize}) = γ ⊙ ({n.X} − μ) / √(v + ε) + β,  {n.A} ({plan.OutputSize}) = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string GradientEquation(LayerNormPlan plan)
    {
        string delta = new LayerNames(plan).DeltaSymbol;
        return $"dγ ({plan.OutputSize}) = {delta} ⊙ x̂,  dβ ({plan.OutputSize}) = {delta}";
    }

    protected override string InputGradient(LayerNormPlan plan, int input) => "(g − mean(g) − x̂ mean(g ⊙ x̂)) / √(v + ε)";

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerNormPlan plan) =>
        new LayerNormText(writer, vocabulary, plan).EmitForward();

    protected override void EmitInference(CodeWriter writer, Vocabulary vocabulary, LayerNormPlan plan) =>
        new LayerNormText(writer, vocabulary, plan).EmitInference();

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerNormPlan plan) =>
        new LayerNormText(writer, vocabulary, plan).EmitBackward(GradientEquation(plan), InputGradient(plan, 0));

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerNormPlan plan) =>
        new LayerNormKernels(writer, vocabulary, plan).Emit();
}
