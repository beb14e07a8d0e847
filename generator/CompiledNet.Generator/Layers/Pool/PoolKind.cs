using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Pool;

/// <summary>The mean or the largest number of each channel over windows, or over all positions: <c>[MaxPool2D]</c>, <c>[GlobalAveragePool]</c>, …</summary>
/// <param name="name">The kind's name.</param>
/// <param name="dimensions">Dimensions of the values that it takes; 0 for sequences and images.</param>
/// <param name="isMean">Whether it takes the mean.</param>
internal sealed class PoolKind(string name, int dimensions, bool isMean) : LayerKind<PoolModel, PoolPlan>
{
    public override string Name => name;

    private bool IsGlobal => dimensions == 0;

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        if (IsGlobal)
        {
            return new PoolModel(name, Name, Size: 0, new WindowArguments(1, 1, PaddingMode.Valid, Pad: 0));
        }

        int size = WindowReader.Positive(attribute, "size", attribute.Positional<int>("size"), findings);
        int stride = WindowReader.Positive(attribute, "Stride", attribute.NamedOrNull<int>("Stride") ?? size, findings);
        PaddingMode padding = WindowReader.Padding(attribute, Name, canBeCausal: false, findings);
        return size < 1 || stride < 1 ? null : new PoolModel(name, Name, size, new WindowArguments(stride, 1, padding, Pad: 0));
    }

    protected override Shape? Infer(PoolModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings)
    {
        if (!ShapeChecks.HasLength(this, inputs[0], attribute, findings))
        {
            return null;
        }

        bool fits = IsGlobal
            ? ShapeChecks.HasPositions(this, inputs[0], attribute, findings)
            : ShapeChecks.Is(dimensions, this, inputs[0], attribute, findings);
        return !fits ? null
            : IsGlobal ? Shape.Vector(inputs[0].Channels)
            : WindowReader.Output(this, model.AxesOf(inputs[0]), model.Size, inputs[0], inputs[0].Channels, attribute, findings);
    }

    protected override string Describe(PoolModel model)
    {
        if (IsGlobal)
        {
            return Name;
        }

        string stride = model.Window.Stride == model.Size ? "" : $" stride {Number(model.Window.Stride)}";
        return $"{Name} {Number(model.Size)}{stride}{(model.Window.Padding == PaddingMode.Valid ? "" : $" {model.Window.Padding}")}";
    }

    protected override bool Models(LayerModel model) => model is PoolModel pool && pool.Kind == Name;

    protected override bool Plans(LayerPlan plan) => plan is PoolPlan pool && pool.Kind == Name;

    protected override PoolPlan Plan(PoolModel model, LayerPosition position, ParameterLayout layout) => new(
        model.Name,
        Name,
        isMean,
        position,
        OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout),
        new EquatableArray<WindowAxis>(model.AxesOf(model.Inputs[0])!));

    protected override ViewText View(Vocabulary vocabulary, PoolPlan plan) => new();

    protected override string ForwardEquation(PoolPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.Output.Shape}) = the {What} of each channel of {n.X} over {Windows(plan)}";
    }

    protected override string InputGradient(PoolPlan plan, int input) => isMean
        ? $"{new LayerNames(plan).DeltaSymbol} of each window in equal parts"
        : $"{new LayerNames(plan).DeltaSymbol} of each window where its largest number is";

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, PoolPlan plan) =>
        new PoolText(writer, vocabulary, plan).EmitForward(ForwardEquation(plan));

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, PoolPlan plan) =>
        new PoolText(writer, vocabulary, plan).EmitBackward();

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, PoolPlan plan) => PoolKernels.Emit(writer, vocabulary, plan);

    private string What => isMean ? "mean" : "largest number";

    private static string Windows(PoolPlan plan)
    {
        string size = string.Join(" × ", plan.Axes.Select(axis => Number(axis.Size)));
        return plan.Rows == 1 && plan.Output.Shape.IsVector ? $"all {plan.Input.Value.Shape.PositionsName}"
            : $"windows of {size}, {string.Join(" and ", plan.Axes.Select(axis => Number(axis.Stride)).Distinct())} apart";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
