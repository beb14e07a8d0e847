using System.Globalization;
using System.Text;

namespace CompiledNet;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
public sealed class GradientCheckReport
{
    internal GradientCheckReport(string network, IReadOnlyList<GradientCheckTensor> tensors, double tolerance)
    {
        Network = network;
        Tensors = tensors;
        Tolerance = tolerance;
    }

    /// <summary>The name of the network's class.</summary>
    public string Network { get; }

    /// <summary>The weights and biases of each layer in order, and last the input.</summary>
    public IReadOnlyList<GradientCheckTensor> Tensors { get; }

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; }

    /// <summary>The largest relative error of all.</summary>
    public double MaxRelativeError => Tensors.Max(tensor => tensor.MaxRelativeError);

    /// <summary>Whether every gradient that was compared is within the tolerance; those at a kink are not (<see cref="GradientCheckTensor.KinkCount"/>).</summary>
    public bool Passed => MaxRelativeError <= Tolerance;

    /// <summary>The largest relative error of one layer.</summary>
    /// <param name="layer">The layer's name, or <c>Input</c>.</param>
    /// <returns>The larger of the errors of its weights and its biases.</returns>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public double MaxRelativeErrorOf(string layer)
    {
        GradientCheckTensor[] tensors = [.. Tensors.Where(tensor => tensor.Layer == layer)];
        return tensors.Length == 0
            ? throw new ArgumentException(
                $"There is no layer {layer}; one of {string.Join(", ", Tensors.Select(t => t.Layer).Distinct())} was expected.",
                nameof(layer))
            : tensors.Max(tensor => tensor.MaxRelativeError);
    }

    /// <summary>A table with a line for each tensor, the same in every culture.</summary>
    /// <returns>The table.</returns>
    public override string ToString()
    {
        string[][] rows =
        [
            ["gradient of", "checked", "largest relative error", "at", "analytic", "numeric"],
            .. Tensors.Select(Row),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Gradient check of {Network}: {(Passed ? "passed" : "FAILED")}, ");
        text.Append(CultureInfo.InvariantCulture, $"largest relative error {Short(MaxRelativeError)}, tolerance {Short(Tolerance)}\n");
        foreach (string[] row in rows)
        {
            // Names to the left, numbers to the right.
            IEnumerable<string> cells = row.Select((cell, i) => i is 0 or 3 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        foreach (GradientCheckTensor tensor in Tensors.Where(tensor => tensor.KinkCount > 0))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{tensor.Name}: {tensor.KinkCount} of {tensor.CheckedCount} not compared, at a kink of the loss, where its gradient jumps; ");
            text.Append(CultureInfo.InvariantCulture, $"the first is [{tensor.FirstKink?.Row}, {tensor.FirstKink?.Column}]\n");
        }

        return text.ToString();
    }

    private static string Short(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Long(double value) => value.ToString("0.00000000e+0", CultureInfo.InvariantCulture);

    private string[] Row(GradientCheckTensor tensor) =>
    [
        tensor.Name,
        tensor.CheckedCount == tensor.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{tensor.Count}")
            : string.Create(CultureInfo.InvariantCulture, $"{tensor.CheckedCount} of {tensor.Count}"),
        Short(tensor.MaxRelativeError) + (tensor.MaxRelativeError <= Tolerance ? string.Empty : " !"),
        string.Create(CultureInfo.InvariantCulture, $"[{tensor.WorstRow}, {tensor.WorstColumn}]"),
        Long(tensor.Analytic),
        Long(tensor.Numeric),
    ];
}
