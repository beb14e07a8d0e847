using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Add;

/// <summary>A declared sum.</summary>
internal sealed record AddModel(string Name, Activation Activation, double? Slope) : JoinModel(Name, Activation, Slope);

/// <summary>What is decided about it.</summary>
internal sealed record AddPlan(string Name, LayerPosition Position, OutputPlan Output)
    : JoinPlan(Name, Position, Output, ReadsInputsBack: false);

/// <summary>The sum of values: <c>[Add]</c>.</summary>
internal sealed class AddKind : JoinKind<AddModel, AddPlan>
{
    public override string Name => "Add";

    protected override AddModel Read(string name, ActivationArgument activation) => new(name, activation.Activation, activation.Slope);

    protected override AddPlan Plan(AddModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout));

    protected override string ForwardEquation(AddPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.OutputSize}) = {string.Join(" + ", Inputs(plan))},  {n.A} ({plan.OutputSize}) = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string InputGradient(AddPlan plan, int input) => new LayerNames(plan).DeltaSymbol;

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, AddPlan plan) =>
        Text(writer, vocabulary, plan).EmitForward(plan.Forward);

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, AddPlan plan)
    {
        var n = new LayerNames(plan);
        Text(writer, vocabulary, plan).EmitBackward(
            [$"∂L/∂{string.Join($" = ∂L/∂", Inputs(plan).Distinct())} = {n.DeltaSymbol}: a sum hands δ on to each of its terms"],
            inputs: [],
            gradient: _ => $"{n.Delta}[j]");
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, AddPlan plan) =>
        SumKernels.Emit(writer, vocabulary, plan);

    private static UnitwiseText Text(CodeWriter writer, Vocabulary vocabulary, AddPlan plan) => new(writer, vocabulary, plan)
    {
        Formula = string.Join(" + ", Inputs(plan)),
        Element = string.Join(" + ", Inputs(plan).Select(input => $"{input}[j]")),
    };
}
