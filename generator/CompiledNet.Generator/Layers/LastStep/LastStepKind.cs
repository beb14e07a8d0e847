using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.LastStep;

/// <summary>A declared choice of the last step.</summary>
internal sealed record LastStepModel(string Name) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record LastStepPlan(string Name, LayerPosition Position, OutputPlan Output) : LayerPlan(Name, Position, Output, default)
{
    public override bool IsRowwise => false;

    public override long MultiplyAdds => 0;

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Input(Input.Value),
            .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
            ArgumentPlan.Activation,
            ArgumentPlan.Samples,
        ]);

    public override IEnumerable<StepPlan> BackwardData =>
        [new("PassBack" + Name, ArgumentPlan.ReadOnlyDelta, ArgumentPlan.InputGradient(Input.Value), ArgumentPlan.Samples)];
}

/// <summary>The last step of a sequence: <c>[LastStep]</c>.</summary>
internal sealed class LastStepKind : LayerKind<LastStepModel, LastStepPlan>
{
    public override string Name => "LastStep";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) => new LastStepModel(name);

    protected override Shape? Infer(LastStepModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.HasLength(this, inputs[0], attribute, findings) && ShapeChecks.Is(2, this, inputs[0], attribute, findings) ? Shape.Vector(inputs[0].Channels) : null;

    protected override string Describe(LastStepModel model) => Name;

    protected override LastStepPlan Plan(LastStepModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout));

    protected override ViewText View(Vocabulary vocabulary, LastStepPlan plan) => new();

    protected override string ForwardEquation(LastStepPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.OutputSize}) = {n.X}[{plan.Input.Value.Rows - 1}], the last step";
    }

    protected override string InputGradient(LastStepPlan plan, int input) => $"{new LayerNames(plan).DeltaSymbol} at the last step, 0 at the others";

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, LastStepPlan plan)
    {
        var text = new SamplewiseText(writer, vocabulary, plan);
        text.EmitForward(plan.Forward, [ForwardEquation(plan)], () =>
        {
            text.EmitResultRow("0");
            using (writer.Block($"for (int j = 0; j < {plan.OutputSize}; j++)"))
            {
                ActivationCode.EmitStore(writer, vocabulary, plan, "j", $"{new LayerNames(plan).X}[{Last(plan)} + j]");
            }
        });
    }

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LastStepPlan plan)
    {
        var n = new LayerNames(plan);
        var text = new SamplewiseText(writer, vocabulary, plan);
        text.EmitBackward(
            [$"∂L/∂{n.X} = {InputGradient(plan, 0)}"],
            readsInputs: false,
            emitGradients: null,
            emitSample: null,
            emitInput: _ =>
            {
                text.EmitDeltaRow("0");
                using (writer.Block($"for (int j = 0; j < {plan.OutputSize}; j++)"))
                {
                    writer.Line($"{InputGradientText.Of(plan.Input.Value)}[{Last(plan)} + j] += {n.Delta}[j];");
                }
            });
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LastStepPlan plan)
    {
        var k = new SampleKernelWriter(writer, vocabulary, plan);
        ValuePlan input = plan.Input.Value;
        string sizes = $"{input.Rows}, {input.Size}, {input.Stride}";
        string rows = vocabulary.Type("PositionRows");
        k.EmitForward(plan.Forward, () =>
        {
            k.EmitInputs();
            writer.Line($"{rows}.Last(ref {LayerNames.Of(input)}, {sizes}, ref z, {KernelWriter.ResultStride(plan)}, samples);");
        });
        writer.Line();
        k.EmitMethod(plan.BackwardData.Single(), () =>
        {
            k.EmitDelta();
            k.EmitInputGradient(plan.Input, gradient => writer.Line(
                $"{rows}.LastGradient(ref delta, {plan.Stride}, ref {gradient}, {sizes}, samples, {KernelWriter.Adds(plan.Input)});"));
        });
        ActivationStructs.Emit(writer, vocabulary, plan);
    }

    private static int Last(LastStepPlan plan) => (plan.Input.Value.Rows - 1) * plan.InputStride;
}
