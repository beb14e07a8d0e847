using System.Globalization;
using System.Text;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>The plan of a network as a table, a line for each layer and product: what the comment above its kernels says.</summary>
internal static class PlanText
{
    private static readonly string[] Header =
        ["Layer", "Product", "Lanes", "Chains", "Tile", "Cycles", "Tile of 16", "Cycles", "Layout"];

    public static IReadOnlyList<string> Lines(NetworkPlan plan)
    {
        var rows = new List<string[]> { Header };
        foreach (LayerPlan layer in plan.Layers)
        {
            rows.AddRange(layer.Products.Select(product => Row(layer, product)));
        }

        int[] widths = Enumerable.Range(0, Header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => Join(row, widths)).ToList();
    }

    /// <summary>The same as a comment.</summary>
    public static IEnumerable<string> Comment(NetworkPlan plan) =>
        Lines(plan)
            .Prepend($"sample, in batches of {Tuning.EstimatedBatch}; with 32 registers of 64 bytes, and with 16 of 32.")
            .Prepend("The plan. Lanes: what lies in them, in whole registers. Tile: rows × registers, the largest of a product. Cycles: estimated, for one")
            .Select(line => "// " + line);

    private static string[] Row(LayerPlan layer, ProductPlan product) =>
    [
        layer.Name,
        product.Name,
        $"{LayerNames.Text(product.Lanes.Count)} {product.Lanes.What} in {LayerNames.Text(product.Lanes.Padded)}",
        LayerNames.Text(product.Chains),
        Tile(product.Of32),
        Cycles(product.Of32),
        Tile(product.Of16),
        Cycles(product.Of16),
        product.Layout,
    ];

    private static string Tile(TilePlan tile) => $"{LayerNames.Text(tile.Rows)} × {LayerNames.Text(tile.Registers)}";

    private static string Cycles(TilePlan tile) => Math.Ceiling(tile.Cycles).ToString("N0", CultureInfo.InvariantCulture);

    private static string Join(string[] row, int[] widths)
    {
        var line = new StringBuilder();
        for (int column = 0; column < row.Length; column++)
        {
            bool isNumber = Header[column] is "Chains" or "Cycles";
            line.Append(isNumber ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
