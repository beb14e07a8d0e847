using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers;

/// <summary>What a reader makes of a file.</summary>
internal sealed record ImportedModel
{
    /// <summary>Name of the format, for a person.</summary>
    public required string Format { get; init; }

    /// <summary>The network.</summary>
    public required NetworkGraph Graph { get; init; }

    /// <summary>What the file itself computes; null where it holds weights alone.</summary>
    public required ISourceRun? Source { get; init; }

    /// <summary>What a user of the network must know: what to feed, what the source does besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
