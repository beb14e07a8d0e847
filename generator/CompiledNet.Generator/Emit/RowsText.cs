using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>How a layer's own loops count what a workspace holds.</summary>
internal static class RowsText
{
    /// <summary>Samples of the last Forward, or rows where the layer counts those.</summary>
    public static string Of(LayerPlan layer) =>
        layer.IsOpen && layer.IsRowwise ? "workspace.SampleCount * workspace.Steps"
        : layer.CountedRows == 1 ? "workspace.SampleCount" : $"workspace.SampleCount * {LayerNames.Text(layer.CountedRows)}";

    /// <summary>A comment on what the layer's loops count; null where that is samples.</summary>
    public static string? Comment(LayerPlan layer) => layer.IsOpen && layer.IsRowwise
        ? "// Each step of a sample is a row of its own: the loop over s goes through all of them."
        : layer.CountedRows == 1
        ? null
        : $"// Each of the {LayerNames.Text(layer.Rows)} {layer.Output.Shape.PositionsName} of a sample is a row of its own: the loop over s goes through all of them.";
}
