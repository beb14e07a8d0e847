using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Activate;

/// <summary>A declared activation.</summary>
internal sealed record ActivateModel(string Name, Activation Activation, double? Slope) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record ActivatePlan(string Name, LayerPosition Position, OutputPlan Output)
    : LayerPlan(Name, Position, Output, default)
{
    public override bool IsElementwise => Activation != Model.Activation.Softmax;

    public override long MultiplyAdds => 0;

    public override StepPlan Forward => new(
        "Forward" + Name,
        KeepsPreActivation
            ? [ArgumentPlan.Input(Input.Value), ArgumentPlan.PreActivation, ArgumentPlan.Activation, ArgumentPlan.Samples]
            : [ArgumentPlan.Input(Input.Value), ArgumentPlan.Activation, ArgumentPlan.Samples]);

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            StartsFromActivation
                ? [Kept, ArgumentPlan.Delta, ArgumentPlan.InputGradient(Input.Value), ArgumentPlan.Samples]
                : [ArgumentPlan.ReadOnlyDelta, ArgumentPlan.InputGradient(Input.Value), ArgumentPlan.Samples]),
    ];
}

/// <summary>An activation as a layer of its own: <c>[Activate]</c>.</summary>
internal sealed class ActivateKind : LayerKind<ActivateModel, ActivatePlan>
{
    public override string Name => "Activate";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        var activation = ActivationArgument.Positional(attribute, precision, findings);
        return new ActivateModel(name, activation.Activation, activation.Slope);
    }

    protected override Shape? Infer(ActivateModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        inputs[0];

    protected override Activation Activation(ActivateModel model) => model.Activation;

    protected override string Describe(ActivateModel model) => $"{Name} {ActivationFunction.Of(model.Activation).Describe(model.Slope)}";

    protected override void Advise(ActivateModel model, AttributeReader attribute, Findings findings)
    {
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);
        if (model.Activation == Generator.Model.Activation.Identity)
        {
            findings.Add(
                AdviceRules.LayerWithoutEffect, attribute.Location, Name, "changes nothing with Activation.Identity", "remove it, or choose another activation");
        }
    }

    protected override ActivatePlan Plan(ActivateModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout));

    protected override ViewText View(Vocabulary vocabulary, ActivatePlan plan) => new();

    protected override string ForwardEquation(ActivatePlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.OutputSize}) = {n.X},  {n.A} ({plan.OutputSize}) = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string InputGradient(ActivatePlan plan, int input) => new LayerNames(plan).DeltaSymbol;

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, ActivatePlan plan) =>
        Text(writer, vocabulary, plan).EmitForward(plan.Forward);

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, ActivatePlan plan)
    {
        var n = new LayerNames(plan);
        Text(writer, vocabulary, plan).EmitBackward([$"∂L/∂{n.X} = {n.DeltaSymbol}"], inputs: [], gradient: _ => $"{n.Delta}[j]");
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, ActivatePlan plan) =>
        SumKernels.Emit(writer, vocabulary, plan);

    private static UnitwiseText Text(CodeWriter writer, Vocabulary vocabulary, ActivatePlan plan)
    {
        string x = new LayerNames(plan).X;
        return new UnitwiseText(writer, vocabulary, plan) { Formula = x, Element = $"{x}[j]" };
    }
}
