using System.Globalization;
using System.Text;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Losses;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>What a network prints about itself: the table of its layers, and the memory that it and a workspace take.</summary>
internal static class SummaryText
{
    private const int FirstNumber = 4;

    private static readonly string[] Header = ["Layer", "Kind", "Shape", "Activation", "Parameters", "Bytes", "Multiply-adds"];

    public static IReadOnlyList<string> Lines(NetworkPlan plan, Vocabulary v)
    {
        List<string[]> rows = plan.Layers.Select(layer => Row(layer, v)).ToList();
        string[] total =
        [
            "Total", "", $"{plan.Input.Shape} → {plan.OutputLayer.Output.Shape}", "",
            Number(plan.ParameterCount), Number(plan.ParameterCount * v.ElementSize), Number(plan.MultiplyAdds),
        ];
        int[] widths = Enumerable.Range(0, Header.Length)
            .Select(column => rows.Append(Header).Append(total).Max(row => row[column].Length))
            .ToArray();
        string rule = new('─', widths.Sum() + (2 * (widths.Length - 1)));
        string loss = plan.Output == OutputStep.NoLoss ? "no loss" : $"L = {LossFunction.Of(plan.Loss).Formula}";
        return
        [
            $"{plan.Type.Name.TrimStart('@')}{plan.Type.TypeParameters}: {plan.Input.Shape} → {plan.OutputLayer.Output.Shape}, {v.T}, {loss}",
            rule,
            Join(Header, widths),
            rule,
            .. rows.Select(row => Join(row, widths)),
            rule,
            Join(total, widths),
            rule,
            $"Parameters: {Bytes(plan.ParameterCount * v.ElementSize)}, with padding {Bytes((long)plan.ParameterLength * v.ElementSize)}",
            $"Workspace:  {Bytes(plan.WorkspacePerSample * v.ElementSize)} a sample for x, {(plan.Layers.Any(layer => layer.PreActivation != PreActivationUse.None) ? "z, " : "")}a and δ; "
                + $"{Bytes(plan.WorkspaceOnce * v.ElementSize)} for gradients{(plan.WorkspaceOnce > plan.ParameterLength ? " and Wᵀ" : "")}",
        ];
    }

    /// <summary>The sizes of what a layer takes and gives: <c>4, 5 → 9</c>.</summary>
    public static string Shape(LayerPlan layer) =>
        $"{string.Join(", ", layer.Position.Inputs.Select(input => input.Value.Shape.ToString()))} → {layer.Output.Shape}";

    private static string[] Row(LayerPlan layer, Vocabulary v) =>
    [
        layer.Name,
        LayerKind.Of(layer).Name,
        Shape(layer),
        layer.Activation.ToString(),
        Number(layer.ParameterCount),
        Number(layer.ParameterCount * v.ElementSize),
        Number(layer.MultiplyAdds),
    ];

    private static string Join(string[] row, int[] widths)
    {
        var line = new StringBuilder();
        for (int column = 0; column < row.Length; column++)
        {
            line.Append(column >= FirstNumber ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long value) => value switch
    {
        < 10_000 => Number(value) + " bytes",
        < 10_000 * 1024L => (value / 1024.0).ToString("N1", CultureInfo.InvariantCulture) + " KiB",
        _ => (value / (1024.0 * 1024.0)).ToString("N1", CultureInfo.InvariantCulture) + " MiB",
    };
}
