using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>The parameters of a step as its declaration has them, and as one step hands them on to another.</summary>
internal static class ArgumentText
{
    /// <summary>The parameter list of a step, in which a layer's rows are counted as its kind calls them.</summary>
    public static string Declaration(this StepPlan step, Vocabulary v, LayerPlan layer) =>
        string.Join(", ", step.Arguments.Select(argument => $"{Type(v, argument)} {Name(layer, argument)}"));

    /// <summary>The same names as arguments.</summary>
    public static string Names(this StepPlan step, LayerPlan layer) =>
        string.Join(", ", step.Arguments.Select(argument => Name(layer, argument)));

    /// <summary>The name of a parameter.</summary>
    public static string Name(LayerPlan layer, ArgumentPlan argument)
    {
        var n = new LayerNames(layer);
        return argument.Role switch
        {
            ArgumentRole.Parameters or ArgumentRole.Statistics => "parameters",
            ArgumentRole.Input => LayerNames.BatchOf(argument.Value!),
            ArgumentRole.PreActivation or ArgumentRole.KeptPreActivation => n.BatchZ,
            ArgumentRole.Activation or ArgumentRole.KeptActivation => n.BatchA,
            ArgumentRole.Delta or ArgumentRole.ReadOnlyDelta => n.BatchDelta,
            ArgumentRole.InputGradient => "d" + LayerNames.BatchOf(argument.Value!),
            ArgumentRole.Gradients => "gradients",
            ArgumentRole.WrittenBuffer or ArgumentRole.ReadBuffer or ArgumentRole.State => argument.Buffer!.Name,
            ArgumentRole.Steps => "steps",
            ArgumentRole.FirstSample => "firstSample",
            ArgumentRole.Samples or ArgumentRole.RowsOfSamples => "samples",
            ArgumentRole.Accumulate => "accumulate",
            ArgumentRole.Training => "training",
            ArgumentRole.TrainingSamples => "batch",
            ArgumentRole.Dropout => "dropout",
            ArgumentRole.FirstRow => "first",
            ArgumentRole.Rows => "count",
            _ => throw new ArgumentOutOfRangeException(nameof(argument), argument.Role, null),
        };
    }

    private static string Type(Vocabulary v, ArgumentPlan argument) => argument.Role switch
    {
        ArgumentRole.Parameters or ArgumentRole.Input or ArgumentRole.KeptPreActivation or ArgumentRole.KeptActivation
            or ArgumentRole.ReadOnlyDelta or ArgumentRole.ReadBuffer => v.ReadOnlySpan,
        ArgumentRole.FirstSample or ArgumentRole.Samples or ArgumentRole.RowsOfSamples or ArgumentRole.Steps or ArgumentRole.TrainingSamples or ArgumentRole.FirstRow or ArgumentRole.Rows => "int",
        ArgumentRole.Accumulate or ArgumentRole.Training => "bool",
        ArgumentRole.Dropout => v.Type("DropoutDraw"),
        _ => v.Span,
    };
}
