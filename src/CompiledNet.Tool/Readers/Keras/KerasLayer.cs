using System.Text.Json;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>A layer as a Keras file has it.</summary>
internal sealed class KerasLayer
{
    public required string Class { get; init; }

    public required string Name { get; init; }

    public required JsonElement Config { get; init; }

    /// <summary>The layers that it reads.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Its variables by name: kernel, bias, gamma, …</summary>
    public Dictionary<string, (int[] Shape, double[] Values)> Weights { get; } = new(StringComparer.Ordinal);
}
