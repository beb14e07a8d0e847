using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Multiply;

/// <summary>A declared product.</summary>
internal sealed record MultiplyModel(string Name, Activation Activation, double? Slope) : JoinModel(Name, Activation, Slope);

/// <summary>What is decided about it.</summary>
internal sealed record MultiplyPlan(string Name, LayerPosition Position, OutputPlan Output)
    : JoinPlan(Name, Position, Output, ReadsInputsBack: true)
{
    /// <summary>δ times some of the factors, where there are more than two.</summary>
    public BufferPlan Product => new($"M{Index}", Stride, IsOfSamples: true);

    public override IEnumerable<BufferPlan> Buffers => HasKernels && Position.Inputs.Count > 2 ? [Product] : [];
}

/// <summary>The product of values: <c>[Multiply]</c>.</summary>
internal sealed class MultiplyKind : JoinKind<MultiplyModel, MultiplyPlan>
{
    public override string Name => "Multiply";

    protected override MultiplyModel Read(string name, ActivationArgument activation) => new(name, activation.Activation, activation.Slope);

    protected override MultiplyPlan Plan(MultiplyModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout));

    protected override string ForwardEquation(MultiplyPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.OutputSize}) = {string.Join(" ⊙ ", Inputs(plan))},  {n.A} ({plan.OutputSize}) = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string InputGradient(MultiplyPlan plan, int input) =>
        $"{new LayerNames(plan).DeltaSymbol} ⊙ {string.Join(" ⊙ ", Others(plan, input))}";

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, MultiplyPlan plan) =>
        Text(writer, vocabulary, plan).EmitForward(plan.Forward);

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, MultiplyPlan plan)
    {
        var n = new LayerNames(plan);
        string[] inputs = Inputs(plan);
        Text(writer, vocabulary, plan).EmitBackward(
            inputs.Select((input, i) => $"∂L/∂{input} = {InputGradient(plan, i)}: δ times the other factors"),
            plan.InputValues,
            gradient: i => $"{n.Delta}[j] * {string.Join(" * ", Others(plan, i).Select(other => $"{other}[j]"))}");
    }

    private static IEnumerable<string> Others(MultiplyPlan plan, int input) => Inputs(plan).Where((_, i) => i != input);

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, MultiplyPlan plan) =>
        new MultiplyKernels(writer, vocabulary, plan).Emit();

    private static UnitwiseText Text(CodeWriter writer, Vocabulary vocabulary, MultiplyPlan plan) => new(writer, vocabulary, plan)
    {
        Formula = string.Join(" ⊙ ", Inputs(plan)),
        Element = string.Join(" * ", Inputs(plan).Select(input => $"{input}[j]")),
    };
}
