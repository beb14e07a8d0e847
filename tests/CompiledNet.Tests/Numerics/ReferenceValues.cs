using System.Globalization;

namespace CompiledNet.Tests.Numerics;

/// <summary>The values that Data/write_reference_values.py computed.</summary>
internal static class ReferenceValues
{
    /// <summary>The lines of a file, split at the commas; the first one holds the names of the columns.</summary>
    public static string[][] Rows(string file)
    {
        string name = "Numerics/" + file;
        using Stream stream = typeof(ReferenceValues).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToArray();
    }

    /// <summary>The pairs of z and a function's value, where there is one.</summary>
    public static IEnumerable<(double Z, double Value)> Column(string[][] rows, string function)
    {
        int column = Array.IndexOf(rows[0], function);
        return from row in rows.Skip(1) where row[column].Length > 0 select (Number(row[0]), Number(row[column]));
    }

    /// <summary>A number as Python writes it.</summary>
    public static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
