using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Where a caller of steps has their arguments. There is one for each caller; a step's signature says which of them it wants.</summary>
internal abstract class ArgumentSource
{
    /// <summary>The call of a layer's step.</summary>
    public string Call(LayerPlan layer, StepPlan step) =>
        $"{step.Method}({string.Join(", ", step.Arguments.Select(argument => Of(layer, argument)))});";

    /// <summary>A number of samples times the rows of one.</summary>
    protected static string RowsOf(int rowsOfSample, string samples) =>
        rowsOfSample == 1 ? samples
        : samples == "1" ? LayerNames.Text(rowsOfSample)
        : $"{samples} * {LayerNames.Text(rowsOfSample)}";

    /// <summary>The number of rows that the layer's steps count for a number of samples.</summary>
    protected static string Counted(LayerPlan layer, string samples) =>
        layer.IsOpen && layer.IsRowwise ? $"{samples} * {Steps}" : RowsOf(layer.CountedRows, samples);

    /// <summary>The number of rows of a number of samples.</summary>
    protected static string AllRows(LayerPlan layer, string samples) => layer.IsOpen ? $"{samples} * {Steps}" : RowsOf(layer.Rows, samples);

    /// <summary>Steps of a sequence of any length, where there is a workspace.</summary>
    public const string Steps = "workspace.Steps";

    /// <summary>What the caller passes for one parameter.</summary>
    protected abstract string Of(LayerPlan layer, ArgumentPlan argument);
}

/// <summary>A step of training over the whole batch: everything is the workspace's.</summary>
/// <param name="statistics">The parameters, to be written.</param>
/// <param name="countsRows">Whether the caller's local <c>samples</c> counts what the layer counts.</param>
internal sealed class TrainingArguments(string statistics, bool countsRows = false) : ArgumentSource
{
    /// <summary>In a method of the network.</summary>
    public static readonly TrainingArguments Instance = new("Parameters");

    /// <summary>In a method of the layer itself, which counts rows if the layer does.</summary>
    public static readonly TrainingArguments OfLayer = new("Parameters", countsRows: true);

    protected override string Of(LayerPlan layer, ArgumentPlan argument)
    {
        var n = new LayerNames(layer);
        return argument.Role switch
        {
            ArgumentRole.Parameters => "parameters",
            ArgumentRole.Statistics => statistics,
            ArgumentRole.Input => InputOf(argument.Value!),
            ArgumentRole.PreActivation or ArgumentRole.KeptPreActivation => "workspace." + n.BatchZ,
            ArgumentRole.Activation or ArgumentRole.KeptActivation => "workspace." + n.BatchA,
            ArgumentRole.Delta or ArgumentRole.ReadOnlyDelta => "workspace." + n.BatchDelta,
            ArgumentRole.InputGradient => GradientOf(argument.Value!),
            ArgumentRole.Gradients => "workspace.Gradients",
            ArgumentRole.WrittenBuffer or ArgumentRole.ReadBuffer or ArgumentRole.State => "workspace." + argument.Buffer!.Name,
            ArgumentRole.FirstSample => "0",
            ArgumentRole.Samples => countsRows ? "samples" : Counted(layer, "samples"),
            ArgumentRole.RowsOfSamples => countsRows && layer.IsRowwise ? "samples" : AllRows(layer, "samples"),
            ArgumentRole.Steps => Steps,
            ArgumentRole.Accumulate => "accumulate",
            ArgumentRole.Training => "workspace.WasTraining",
            ArgumentRole.TrainingSamples => Counted(layer, "workspace.TrainingSamples"),
            ArgumentRole.Dropout => $"workspace.DropoutOf({LayerNames.Text(layer.Index)})",
            _ => throw new ArgumentOutOfRangeException(nameof(argument), argument.Role, null),
        };
    }

    /// <summary>A batch that a layer takes.</summary>
    public static string InputOf(ValuePlan value) =>
        value.IsNetworkInput ? "workspace.InputSamples" : "workspace." + LayerNames.BatchOf(value);

    /// <summary>Where its gradient goes; empty for the network's input, if that was not asked for.</summary>
    public static string GradientOf(ValuePlan value) =>
        value.IsNetworkInput ? "workspace.InputGradientOrEmpty" : $"workspace.Delta{LayerNames.Text(value.Index)}";
}

/// <summary>A thread's part of a step of training: the samples from first on, or its rows of gradients.</summary>
internal sealed class SharedArguments : ArgumentSource
{
    public static readonly SharedArguments Instance = new();

    protected override string Of(LayerPlan layer, ArgumentPlan argument)
    {
        var n = new LayerNames(layer);
        return argument.Role switch
        {
            ArgumentRole.Parameters => "parameters",
            ArgumentRole.Input => $"{TrainingArguments.InputOf(argument.Value!)}.Slice(first * {Times(layer, argument.Value!.SampleStride)})",
            ArgumentRole.PreActivation or ArgumentRole.KeptPreActivation => Rows(n.BatchZ, Times(layer, layer.Rows * layer.Stride)),
            ArgumentRole.Activation or ArgumentRole.KeptActivation => Rows(n.BatchA, Times(layer, layer.Rows * layer.ActivationStride)),
            ArgumentRole.Delta or ArgumentRole.ReadOnlyDelta => Rows(n.BatchDelta, Times(layer, layer.Rows * layer.Stride)),
            ArgumentRole.InputGradient => argument.Value!.IsNetworkInput
                ? "workspace.InputGradientOrEmptyFrom(first)"
                : Rows($"Delta{LayerNames.Text(argument.Value.Index)}", Times(layer, argument.Value.SampleStride)),
            ArgumentRole.WrittenBuffer or ArgumentRole.ReadBuffer or ArgumentRole.State => argument.Buffer!.IsOfSamples
                ? Rows(argument.Buffer.Name, LengthOfSample(layer, argument.Buffer))
                : "workspace." + argument.Buffer.Name,
            ArgumentRole.FirstSample => Counted(layer, "first"),
            ArgumentRole.Samples => Counted(layer, "samples"),
            ArgumentRole.RowsOfSamples => AllRows(layer, "samples"),
            ArgumentRole.Steps => Steps,
            ArgumentRole.Training => "workspace.WasTraining",
            ArgumentRole.TrainingSamples => Counted(layer, "workspace.TrainingSamples"),
            ArgumentRole.Dropout => $"workspace.DropoutOf({LayerNames.Text(layer.Index)})",
            _ => throw new ArgumentOutOfRangeException(nameof(argument), argument.Role, null),
        };
    }

    private static string Rows(string batch, string stride) => $"workspace.{batch}.Slice(first * {stride})";

    // Numbers of a sample: so many of each step.
    private static string Times(LayerPlan layer, int stride) => layer.IsOpen ? $"{Steps} * {LayerNames.Text(stride)}" : LayerNames.Text(stride);

    private static string LengthOfSample(LayerPlan layer, BufferPlan buffer) =>
        layer.IsOpen && layer.IsRowwise ? Times(layer, buffer.Length)
        : buffer.LengthOfStep > 0 ? $"({LayerNames.Text(buffer.Length)} + {Steps} * {LayerNames.Text(buffer.LengthOfStep)})"
        : LayerNames.Text(layer.CountedRows * buffer.Length);
}

/// <summary>The gradients of a layer's parameters: all rows, or those of a thread.</summary>
/// <param name="samples">How many samples.</param>
/// <param name="first">The first of the rows.</param>
/// <param name="count">How many rows; all of them if null.</param>
/// <param name="countsRows">Whether samples counts what the layer counts.</param>
internal sealed class GradientArguments(string samples, string first, string? count, bool countsRows = false) : ArgumentSource
{
    /// <summary>All rows, on one thread, in a method of the layer itself.</summary>
    public static readonly GradientArguments Whole = new("samples", "0", null, countsRows: true);

    /// <summary>The rows of a thread.</summary>
    public static readonly GradientArguments Shared = new("workspace.SampleCount", "share.First", "share.Count");

    protected override string Of(LayerPlan layer, ArgumentPlan argument) => argument.Role switch
    {
        ArgumentRole.Input => TrainingArguments.InputOf(argument.Value!),
        ArgumentRole.ReadOnlyDelta => "workspace." + new LayerNames(layer).BatchDelta,
        ArgumentRole.Gradients => "workspace.Gradients",
        ArgumentRole.WrittenBuffer or ArgumentRole.ReadBuffer => "workspace." + argument.Buffer!.Name,
        ArgumentRole.Samples => countsRows ? samples : Counted(layer, samples),
        ArgumentRole.Steps => Steps,
        ArgumentRole.Accumulate => "accumulate",
        ArgumentRole.FirstRow => first,
        ArgumentRole.Rows => count ?? LayerNames.Text(layer.GradientRows),
        _ => throw new ArgumentOutOfRangeException(nameof(argument), argument.Role, null),
    };
}

/// <summary>Inference: hidden activations lie in slots of scratch memory, and z is overwritten by a.</summary>
/// <param name="plan">The network.</param>
/// <param name="input">The caller's input.</param>
/// <param name="output">The caller's output.</param>
/// <param name="samples">How many samples.</param>
internal sealed class InferenceArguments(NetworkPlan plan, string input, string output, string samples) : ArgumentSource
{
    protected override string Of(LayerPlan layer, ArgumentPlan argument) => argument.Role switch
    {
        ArgumentRole.Parameters => "parameters",
        ArgumentRole.Input => PlaceOf(argument.Value!),
        ArgumentRole.PreActivation => layer.IsLast && layer.Stride == layer.ActivationStride ? output : SlotOf(layer),
        ArgumentRole.Activation => layer.IsLast ? output : SlotOf(layer),
        ArgumentRole.Samples => layer.IsOpen && !layer.IsRowwise ? "1" : RowsOf(layer.CountedRows, samples),
        ArgumentRole.RowsOfSamples => RowsOf(layer.Rows, samples),
        ArgumentRole.Steps => samples,
        ArgumentRole.State => $"state.Slice({LayerNames.Text(plan.StateStartOf(layer))}, {LayerNames.Text(layer.StreamStateLength)})",
        ArgumentRole.WrittenBuffer => Slot(plan.Scratch.BufferOfLayer[layer.Index - 1]),
        _ => throw new ArgumentOutOfRangeException(nameof(argument), argument.Role, null),
    };

    /// <summary>The name of a slot.</summary>
    public static string Slot(int slot) => "h" + LayerNames.Text(slot + 1);

    private string SlotOf(LayerPlan layer) => Slot(plan.Scratch.SlotOfLayer[layer.Index - 1]);

    // A layer that changes nothing in inference hands on its input.
    private string PlaceOf(ValuePlan value)
    {
        if (value.IsNetworkInput)
        {
            return input;
        }

        LayerPlan layer = plan.Layers[value.Index - 1];
        return layer.Inference is null ? PlaceOf(layer.Input.Value) : SlotOf(layer);
    }
}
