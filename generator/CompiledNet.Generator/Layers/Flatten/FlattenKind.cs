using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Flatten;

/// <summary>A declared flattening.</summary>
internal sealed record FlattenModel(string Name, FlattenOrder Order) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record FlattenPlan(string Name, LayerPosition Position, OutputPlan Output, FlattenOrder Order)
    : LayerPlan(Name, Position, Output, default)
{
    public override bool IsRowwise => false;

    public override long MultiplyAdds => 0;

    public bool IsChannelsFirst => Order == FlattenOrder.ChannelsFirst;

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

/// <summary>A vector of a sequence or an image: <c>[Flatten]</c>.</summary>
internal sealed class FlattenKind : LayerKind<FlattenModel, FlattenPlan>
{
    public override string Name => "Flatten";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) => new FlattenModel(
        name, EnumArgument.Checked<FlattenOrder>(attribute.NamedOrNull<int>("Order") ?? 0, attribute.LocationOf("Order"), findings));

    protected override Shape? Infer(FlattenModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.HasLength(this, inputs[0], attribute, findings) ? Shape.Vector(inputs[0].Size) : null;

    protected override string Describe(FlattenModel model) => model.Order == FlattenOrder.ChannelsLast ? Name : $"{Name} {model.Order}";

    protected override FlattenPlan Plan(FlattenModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout), model.Order);

    protected override ViewText View(Vocabulary vocabulary, FlattenPlan plan) => new();

    protected override string ForwardEquation(FlattenPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.OutputSize}) = the numbers of {n.X}, {(plan.IsChannelsFirst ? "channel after channel" : "position after position")}";
    }

    protected override string InputGradient(FlattenPlan plan, int input) => new LayerNames(plan).DeltaSymbol;

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, FlattenPlan plan)
    {
        var text = new SamplewiseText(writer, vocabulary, plan);
        text.EmitForward(plan.Forward, [ForwardEquation(plan)], () =>
        {
            text.EmitResultRow("0");
            writer.Line();
            EmitLoop(writer, plan, () => ActivationCode.EmitStore(writer, vocabulary, plan, Index(plan), $"{new LayerNames(plan).X}[p * {plan.InputStride} + i]"));
        });
    }

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, FlattenPlan plan)
    {
        var n = new LayerNames(plan);
        var text = new SamplewiseText(writer, vocabulary, plan);
        text.EmitBackward(
            [$"∂L/∂{n.X} = {n.DeltaSymbol}, each number where it came from"],
            readsInputs: false,
            emitGradients: null,
            emitSample: null,
            emitInput: _ =>
            {
                text.EmitDeltaRow("0");
                EmitLoop(writer, plan, () => writer.Line(
                    $"{InputGradientText.Of(plan.Input.Value)}[p * {plan.InputStride} + i] += {n.Delta}[{Index(plan)}];"));
            });
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, FlattenPlan plan)
    {
        var k = new SampleKernelWriter(writer, vocabulary, plan);
        ValuePlan input = plan.Input.Value;
        string sizes = $"{input.Rows}, {input.Size}, {input.Stride}";
        string order = $"channelsFirst: {(plan.IsChannelsFirst ? "true" : "false")}";
        string rows = vocabulary.Type("PositionRows");
        k.EmitForward(plan.Forward, () =>
        {
            k.EmitInputs();
            writer.Line($"{rows}.Flatten(ref {LayerNames.Of(input)}, {sizes}, ref z, {KernelWriter.ResultStride(plan)}, samples, {order});");
        });
        writer.Line();
        k.EmitMethod(plan.BackwardData.Single(), () =>
        {
            k.EmitDelta();
            k.EmitInputGradient(plan.Input, gradient => writer.Line(
                $"{rows}.FlattenGradient(ref delta, {plan.Stride}, ref {gradient}, {sizes}, samples, {order}, {KernelWriter.Adds(plan.Input)});"));
        });
        ActivationStructs.Emit(writer, vocabulary, plan);
    }

    private static string Index(FlattenPlan plan) =>
        plan.IsChannelsFirst ? $"i * {plan.Input.Value.Rows} + p" : $"p * {plan.InputSize} + i";

    private static void EmitLoop(CodeWriter w, FlattenPlan plan, Action body)
    {
        using (w.Block($"for (int p = 0; p < {plan.Input.Value.Rows}; p++)"))
        {
            using (w.Block($"for (int i = 0; i < {plan.InputSize}; i++)"))
            {
                body();
            }
        }
    }
}
