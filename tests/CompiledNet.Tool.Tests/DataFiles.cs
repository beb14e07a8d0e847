using System.Text.Json;

namespace CompiledNet.Tool.Tests;

/// <summary>The files beside the tests.</summary>
internal static class DataFiles
{
    /// <summary>Their folder.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>Those that can be imported.</summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        .. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".onnx" or ".nam" or ".h5" or ".keras" or ".safetensors"
                || (Path.GetExtension(file) == ".json" && Path.GetDirectoryName(file)!.EndsWith("Formats", StringComparison.Ordinal) && !file.Contains(".expected.", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The path of a file.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Inputs, and PyTorch's outputs for them.</summary>
    public static (double[] Input, double[] Output) Expected(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        double[] Numbers(string field) => [.. document.RootElement.GetProperty(field).EnumerateArray().Select(number => number.GetDouble())];
        return (Numbers("input"), Numbers("output"));
    }
}
