using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>A convolution over sequences or images: <c>[Conv1D]</c>, <c>[Conv2D]</c>.</summary>
/// <param name="name">The kind's name.</param>
/// <param name="axes">1 for sequences, 2 for images.</param>
internal sealed class ConvolutionKind(string name, int axes) : LayerKind<ConvolutionModel, ConvolutionPlan>
{
    public override string Name => name;

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) =>
        ConvolutionReader.Read(attribute, Name, name, axes, precision, findings);

    protected override Shape? Infer(ConvolutionModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.Is(axes + 1, this, inputs[0], attribute, findings) && ConvolutionReader.HasWholeGroups(model, inputs[0], attribute, findings)
            ? inputs[0].IsOpen ? InferOpen(model, inputs[0], attribute, findings)
                : WindowReader.Output(this, model.AxesOf(inputs[0]), model.Sizes[0], inputs[0], model.Filters, attribute, findings)
            : null;

    // Each output has only seen the steps up to its own, and each step has one.
    private static Shape? InferOpen(ConvolutionModel model, Shape input, AttributeReader attribute, Findings findings)
    {
        if (model.Window.Stride != 1)
        {
            findings.AddOutOfRange(attribute, "Stride", Number(model.Window.Stride), "1, in a network of sequences of any length,");
        }

        if (model.Window.Pad != 0 || model.Window.Padding == PaddingMode.Same)
        {
            string argument = model.Window.Pad != 0 ? "Pad" : "Padding";
            findings.AddOutOfRange(attribute, argument,
                model.Window.Pad != 0 ? Number(model.Window.Pad) : "PaddingMode.Same",
                "nothing or PaddingMode.Causal, in a network of sequences of any length,");
        }

        return input.WithChannels(model.Filters);
    }

    protected override bool Models(LayerModel model) => model is ConvolutionModel convolution && convolution.Kind == Name;

    protected override bool Plans(LayerPlan plan) => plan is ConvolutionPlan convolution && convolution.Kind == Name;

    protected override Activation Activation(ConvolutionModel model) => model.Activation;

    protected override IReadOnlyList<TensorModel> Tensors(ConvolutionModel model)
    {
        var weights = new TensorModel("weight", TensorRole.Weight, [model.Filters, model.ChannelsOfGroup, .. model.Sizes]);
        return model.HasBias ? [weights, new TensorModel("bias", TensorRole.Bias, model.Filters)] : [weights];
    }

    protected override long MultiplyAdds(ConvolutionModel model) =>
        model.Output.LongPositions * model.Taps * model.ChannelsOfGroup * model.Filters;

    protected override string Describe(ConvolutionModel model)
    {
        WindowArguments window = model.Window;
        return $"{Name} {Number(model.Filters)} {string.Join("×", model.Sizes.Select(Number))} "
            + ActivationFunction.Of(model.Activation).Describe(model.Slope)
            + (window.Stride == 1 ? "" : $" stride {Number(window.Stride)}")
            + (window.Dilation == 1 ? "" : $" dilation {Number(window.Dilation)}")
            + (window.Padding == PaddingMode.Valid ? "" : $" {window.Padding}")
            + (window.Pad == 0 ? "" : $" pad {Number(window.Pad)}")
            + (model.Groups == 1 ? "" : $" groups {Number(model.Groups)}")
            + (model.HasBias ? "" : " without biases");
    }

    protected override void Advise(ConvolutionModel model, AttributeReader attribute, Findings findings)
    {
        ActivationArgument.Advise(model.Activation, model.Slope, attribute, findings);
        if (!model.HasBias && attribute.NamedOrNull<int>("BiasInitializer") is not null)
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect, attribute.LocationOf("BiasInitializer"), "BiasInitializer", "on a layer with Bias = false");
        }
    }

    protected override long PaddedLength(ConvolutionModel model, int elementSize)
    {
        long lanes = ParameterLayout.Lanes(model.Filters, elementSize);
        long transposed = (long)model.Taps * model.Filters * ParameterLayout.Lanes(model.InputSize, elementSize);
        return Math.Max(lanes * model.Taps * model.ChannelsOfGroup, transposed) + lanes + (2 * ParameterLayout.Alignment / elementSize);
    }

    protected override ConvolutionPlan Plan(ConvolutionModel model, LayerPosition position, ParameterLayout layout)
    {
        IReadOnlyList<WindowAxis> windows = model.Inputs[0].IsOpen
            ? [WindowAxis.Open(model.Sizes[0], model.Window.Dilation)]
            : model.AxesOf(model.Inputs[0])!;
        WindowAxis columns = windows[windows.Count - 1];
        bool hasWholeRows = position.Inputs[0].Value.Stride == model.InputSize && columns.Dilation == 1;
        return new ConvolutionPlan(
            model.Name,
            Name,
            position,
            OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout),
            new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
            new EquatableArray<WindowAxis>(windows),
            model.Groups,
            model.Initializer == Initializer.Auto ? ActivationFunction.Of(model.Activation).Initializer : model.Initializer,
            model.BiasInitializer,
            ConvolutionProducts.Choose(
                model.Filters, model.InputSize, model.Taps, hasWholeRows ? columns.Size : 1, model.Inputs[0].IsOpen ? Tuning.EstimatedBatch : columns.Outputs, layout))
        {
            IsSingle = layout.Bytes(1) == sizeof(float),
        };
    }

    protected override ViewText View(Vocabulary vocabulary, ConvolutionPlan plan)
    {
        var n = new LayerNames(plan);
        TensorPlan weights = plan.Weights;
        string sizes = string.Join("×", weights.Shape.Select(Number));
        bool isImage = axes == 2;
        string layout = $"new {vocabulary.Type("FilterLayout")}({weights.Offset}, {weights.Shape[0]}, {weights.Shape[1]}, "
            + (isImage ? $"{weights.Shape[2]}, {weights.Shape[3]}, " : $"1, {weights.Shape[2]}, ")
            + $"{weights.Strides[0]}, {weights.Strides[1]}, {(isImage ? weights.Strides[2] : 0)}, {weights.Strides[weights.Strides.Count - 1]})";
        string biases = plan.HasBias ? NetworkEmitter.Layout(vocabulary, plan.Biases) : $"new {vocabulary.Type("TensorLayout")}(0, 0, 1, 1, 1)";
        string place = $"{n.W} ({sizes}) from {weights.Offset}, {n.W}[{(isImage ? "filter, channel, row, column" : "filter, channel, step")}] at {weights.Offset} + "
            + (isImage ? $"row * {weights.Strides[2]} + column * {weights.Strides[3]}" : $"step * {weights.Strides[2]}") + $" + channel * {weights.Strides[1]} + filter";
        return new ViewText
        {
            Type = "ConvolutionView",
            Layouts = $"{layout}, {biases}",
            Documentation = $"{n.W} ({sizes}){(plan.HasBias ? $", {n.B} ({plan.Biases.Rows})" : "")}: "
                + $"<c>Weights[{(isImage ? "filter, channel, row, column" : "filter, channel, step")}]</c>, <c>Biases[filter]</c>",
            Places = plan.HasBias ? [place, $"{n.B} ({plan.Biases.Rows}) from {plan.Biases.Offset}"] : [place],
            WorkspaceType = "ConvolutionWorkspaceView",
            Gradients = $"dW ({sizes}), db ({(plan.HasBias ? plan.Biases.Rows : 0)}), and ",
            WatchedBiases = "Biases",
        };
    }

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, ConvolutionPlan plan)
    {
        string name = "this." + Identifier.Escape(plan.Name);
        string initializer = vocabulary.Type("ParameterInitializer");
        writer.Line($"{initializer}.Filters({name}.Weights, {vocabulary.Type("Initializer")}.{plan.Initializer}, seed, layer: {plan.Index});");
        if (plan.HasBias && plan.BiasInitializer != BiasInitializer.Zeros)
        {
            writer.Line(
                $"{initializer}.Biases({name}.Biases, {vocabulary.Type("BiasInitializer")}.{plan.BiasInitializer}, "
                + $"inputs: {plan.Taps * plan.ChannelsOfGroup}, seed, layer: {plan.Index});");
        }
    }

    protected override string ForwardEquation(ConvolutionPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.Z} ({plan.Output.Shape}) = {n.W} ({string.Join("×", plan.Weights.Shape.Select(Number))}) ∗ {n.X} ({plan.Input.Value.Shape})"
            + $"{(plan.HasBias ? $" + {n.B} ({plan.OutputSize})" : "")},  {n.A} = {ActivationCode.Applied(plan.Activation, n.Z)}";
    }

    protected override string GradientEquation(ConvolutionPlan plan)
    {
        var n = new LayerNames(plan);
        return $"d{n.W} = Σ over the windows of {n.DeltaSymbol} · {n.X} in the window" + (plan.HasBias ? $",  d{n.B} = Σ {n.DeltaSymbol}" : "");
    }

    protected override string InputGradient(ConvolutionPlan plan, int input)
    {
        var n = new LayerNames(plan);
        return $"Σ over the windows of {n.W}ᵀ · {n.DeltaSymbol}";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, ConvolutionPlan plan) =>
        (plan.IsOpen ? (IConvolutionText)new OpenConvolutionText(writer, vocabulary, plan) : new ConvolutionText(writer, vocabulary, plan)).EmitForward();

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, ConvolutionPlan plan) =>
        (plan.IsOpen ? (IConvolutionText)new OpenConvolutionText(writer, vocabulary, plan) : new ConvolutionText(writer, vocabulary, plan)).EmitBackward();

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, ConvolutionPlan plan) =>
        new ConvolutionKernels(writer, vocabulary, plan).Emit();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
