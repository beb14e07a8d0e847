using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>The figures of scikit-learn that Data/write_reference_figures.py wrote.</summary>
internal static class ReferenceFigures
{
    private const double Tolerance = 1e-12;

    /// <summary>The names of the cases in a file.</summary>
    public static TheoryData<string> Names(string file)
    {
        var names = new TheoryData<string>();
        foreach (JsonElement item in Read(file).EnumerateArray())
        {
            names.Add(item.GetProperty("name").GetString()!);
        }

        return names;
    }

    /// <summary>One case of a file.</summary>
    public static JsonElement Case(string file, string name) =>
        Read(file).EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);

    /// <summary>A number; null is one that is undefined.</summary>
    public static double Number(this JsonElement item) => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble();

    public static double Number(this JsonElement item, string property) => item.GetProperty(property).Number();

    public static double[] Numbers(this JsonElement item, string property) =>
        [.. item.GetProperty(property).EnumerateArray().Select(Number)];

    public static int[] Integers(this JsonElement item, string property) =>
        [.. item.GetProperty(property).EnumerateArray().Select(number => number.GetInt32())];

    public static bool[] Flags(this JsonElement item, string property) =>
        [.. item.GetProperty(property).EnumerateArray().Select(flag => flag.GetBoolean())];

    public static string[]? Texts(this JsonElement item, string property) =>
        item.GetProperty(property) is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(text => text.GetString()!)]
            : null;

    /// <summary>Fails unless two numbers agree to 1e-12, relative to the expected one where that is above 1.</summary>
    public static void AssertClose(double expected, double actual, string what)
    {
        bool close = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(close, $"{what}: {actual:R}, but scikit-learn has {expected:R}");
    }

    public static void AssertClose(double[] expected, IEnumerable<double> actual, string what)
    {
        double[] numbers = [.. actual];
        Assert.Equal(expected.Length, numbers.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            AssertClose(expected[i], numbers[i], $"{what}[{i}]");
        }
    }

    private static JsonElement Read(string file)
    {
        string name = "Evaluation/" + file;
        using Stream stream = typeof(ReferenceFigures).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
