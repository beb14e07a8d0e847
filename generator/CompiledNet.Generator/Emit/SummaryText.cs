using System.Globalization;
using System.Text;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>The table of layers that a network prints about itself.</summary>
internal static class SummaryText
{
    private static readonly string[] Header = ["Layer", "Shape", "Activation", "Parameters", "Multiply-adds", "Bytes"];

    public static IReadOnlyList<string> Lines(NetworkPlan plan, int elementSize)
    {
        var rows = new List<string[]> { Header };
        foreach (LayerPlan layer in plan.Layers)
        {
            rows.Add(
            [
                layer.Name,
                $"{layer.InputSize} → {layer.OutputSize}",
                layer.Activation.ToString(),
                Number(layer.ParameterCount),
                Number(layer.MultiplyAdds),
                Number(layer.ParameterCount * elementSize),
            ]);
        }

        rows.Add(
        [
            "Total",
            $"{plan.Inputs} → {plan.OutputSize}",
            "",
            Number(plan.ParameterCount),
            Number(plan.Layers.Sum(layer => layer.MultiplyAdds)),
            Number(plan.ParameterCount * elementSize),
        ]);

        int[] widths = Enumerable.Range(0, Header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => Join(row, widths)).ToList();
    }

    private static string Join(string[] row, int[] widths)
    {
        var line = new StringBuilder();
        for (int column = 0; column < row.Length; column++)
        {
            bool isNumber = column >= 3;
            line.Append(isNumber ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
