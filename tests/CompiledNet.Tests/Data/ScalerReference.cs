using System.Globalization;

namespace CompiledNet.Tests.Data;

/// <summary>The figures of scikit-learn that Reference/write_scalers.py wrote.</summary>
internal static class ScalerReference
{
    /// <summary>Columns of each line.</summary>
    public const int Columns = 7;

    private static readonly ILookup<string, double[]> s_lines = Read().ToLookup(line => line.Name, line => line.Numbers);

    /// <summary>The numbers of all lines of a name.</summary>
    public static double[] Numbers(string name) => [.. s_lines[name].SelectMany(numbers => numbers)];

    /// <summary>The numbers of the first line of a name.</summary>
    public static double[] Line(string name) => s_lines[name].First();

    private static IEnumerable<(string Name, double[] Numbers)> Read()
    {
        using Stream stream = typeof(ScalerReference).Assembly.GetManifestResourceStream("Data/scalers")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            yield return (cells[0], [.. cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }
    }
}
