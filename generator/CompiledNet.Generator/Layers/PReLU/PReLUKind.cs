using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.PReLU;

/// <summary>A declared ReLU of learned slopes.</summary>
internal sealed record PReLUModel(string Name) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record PReLUPlan(string Name, LayerPosition Position, OutputPlan Output, EquatableArray<TensorPlan> Tensors, int RowsOfGradients)
    : LayerPlan(Name, Position, Output, Tensors)
{
    public TensorPlan Slopes => Tensors[0];

    public override long MultiplyAdds => 0;

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Parameters,
            ArgumentPlan.Input(Input.Value),
            .. KeepsPreActivation ? new[] { ArgumentPlan.PreActivation } : [],
            ArgumentPlan.Activation,
            ArgumentPlan.Samples,
        ]);

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            ArgumentPlan.Parameters,
            ArgumentPlan.Input(Input.Value),
            ArgumentPlan.ReadOnlyDelta,
            ArgumentPlan.InputGradient(Input.Value),
            ArgumentPlan.Samples),
    ];

    public override StepPlan BackwardWeights => new(
        "Gradients" + Name,
        ArgumentPlan.Input(Input.Value),
        ArgumentPlan.ReadOnlyDelta,
        ArgumentPlan.Gradients,
        ArgumentPlan.Samples,
        ArgumentPlan.Accumulate,
        ArgumentPlan.FirstRow,
        ArgumentPlan.Rows);

    public override int GradientRows => RowsOfGradients;
}

/// <summary>A ReLU of learned slopes: <c>[PReLU]</c>.</summary>
internal sealed class PReLUKind : LayerKind<PReLUModel, PReLUPlan>
{
    private const double FirstSlope = 0.25;

    public override string Name => "PReLU";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) => new PReLUModel(name);

    protected override Shape? Infer(PReLUModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        inputs[0];

    protected override IReadOnlyList<TensorModel> Tensors(PReLUModel model) =>
        [new TensorModel("weight", TensorRole.Weight, model.Output.Channels)];

    protected override string Describe(PReLUModel model) => Name;

    protected override PReLUPlan Plan(PReLUModel model, LayerPosition position, ParameterLayout layout) => new(
        model.Name,
        position,
        OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout),
        new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
        ChannelBlocks.Count(model.Output.Channels, layout));

    protected override ViewText View(Vocabulary vocabulary, PReLUPlan plan) => new()
    {
        Type = "PReLUView",
        Layouts = NetworkEmitter.Layout(vocabulary, plan.Slopes),
        Documentation = $"The slopes ({plan.OutputSize}): <c>Slopes[channel]</c>",
        Places = [$"slopes of {plan.Name} ({plan.OutputSize}) from {plan.Slopes.Offset}"],
        WorkspaceType = "PReLUWorkspaceView",
        Gradients = $"∂L/∂slope ({plan.OutputSize}), and ",
    };

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, PReLUPlan plan) => writer.Line(
        $"{vocabulary.Type("ParameterInitializer")}.Constant(this.{Identifier.Escape(plan.Name)}.Slopes, {ShortestNumber.Of(FirstSlope)}d);");

    protected override string ForwardEquation(PReLUPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.OutputSize}) = {n.X} where {n.X} > 0, else slope ⊙ {n.X}";
    }

    protected override string GradientEquation(PReLUPlan plan)
    {
        var n = new LayerNames(plan);
        return $"dslope ({plan.OutputSize}) = {n.DeltaSymbol} ⊙ {n.X} where {n.X} ≤ 0";
    }

    protected override string InputGradient(PReLUPlan plan, int input)
    {
        var n = new LayerNames(plan);
        return $"{n.DeltaSymbol} where {n.X} > 0, else slope ⊙ {n.DeltaSymbol}";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, PReLUPlan plan) =>
        Text(writer, vocabulary, plan).EmitForward(plan.Forward);

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, PReLUPlan plan)
    {
        var n = new LayerNames(plan);
        string zero = vocabulary.Literal(0);
        Text(writer, vocabulary, plan).EmitBackward(
            [$"{GradientEquation(plan)}, summed over the samples", $"∂L/∂{n.X} = {InputGradient(plan, 0)}"],
            plan.InputValues,
            gradient: _ => $"{n.X}[j] > {zero} ? {n.Delta}[j] : slopes[j] * {n.Delta}[j]",
            emitSample: () =>
            {
                writer.Line($"// dslope += {n.DeltaSymbol} ⊙ {n.X} where {n.X} ≤ 0");
                using (writer.Block($"for (int j = 0; j < {plan.OutputSize}; j++)"))
                {
                    writer.Line($"dslopes[j] += {n.X}[j] > {zero} ? {zero} : {n.Delta}[j] * {n.X}[j];");
                }

                writer.Line();
            },
            emitGradients: () => GradientsText.EmitSpan(writer, vocabulary, plan, "dslopes", plan.Slopes));
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, PReLUPlan plan)
    {
        var k = new KernelWriter(writer, vocabulary);
        string x = LayerNames.Of(plan.Input.Value);
        string rows = vocabulary.Type("PReLURows");
        k.EmitForward(plan, plan.Forward, () =>
        {
            k.EmitInput(plan.Input.Value);
            k.EmitTensor("slopes", "parameters", plan.Slopes);
            writer.Line(
                $"{vocabulary.Type("BatchRows")}.Combine<{vocabulary.Type("RowPReLU")}<{vocabulary.T}>, {vocabulary.T}>(ref {x}, {plan.InputStride}, ref slopes, 0, "
                + $"ref z, {KernelWriter.ResultStride(plan)}, {plan.OutputSize}, {KernelWriter.WidthOf(plan)}, samples, adds: false);");
        });
        writer.Line();
        k.EmitMethod(plan, plan.BackwardData.Single(), () =>
        {
            k.EmitInput(plan.Input.Value);
            k.EmitDelta(plan);
            k.EmitTensor("slopes", "parameters", plan.Slopes);
            k.EmitInputGradient(plan.Input, () => writer.Line(
                $"{rows}.InputGradient(ref delta, {plan.Stride}, ref {x}, ref {InputGradientText.Of(plan.Input.Value)}, {plan.InputStride}, ref slopes, "
                + $"{plan.OutputSize}, {KernelWriter.WidthOf(plan.Input.Value)}, samples, {KernelWriter.Adds(plan.Input)});"));
        });
        writer.Line();
        k.EmitMethod(plan, plan.BackwardWeights, () => ChannelBlocks.Emit(k, plan, [("dslopes", plan.Slopes)], (columns, width) => writer.Line(
            $"{rows}.Gradients(ref delta, {plan.Stride}, ref {x}, {plan.InputStride}, ref dslopes, {columns}, {width}, samples, accumulate);")));
        ActivationStructs.Emit(writer, vocabulary, plan);
    }

    private static UnitwiseText Text(CodeWriter writer, Vocabulary vocabulary, PReLUPlan plan)
    {
        var n = new LayerNames(plan);
        return new UnitwiseText(writer, vocabulary, plan)
        {
            Formula = $"{n.X} where {n.X} > 0, else slope ⊙ {n.X}",
            Element = $"{n.X}[j] > {vocabulary.Literal(0)} ? {n.X}[j] : slopes[j] * {n.X}[j]",
            EmitParameters = () => writer.Line(
                $"{vocabulary.ReadOnlySpan} slopes = parameters.Slice({plan.Slopes.Offset}, {plan.OutputSize});"),
        };
    }
}
