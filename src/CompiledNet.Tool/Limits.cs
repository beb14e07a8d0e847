namespace CompiledNet.Tool;

/// <summary>What a file may ask for: sizes are checked before memory is taken.</summary>
internal static class Limits
{
    /// <summary>Bytes of a file. A larger one is not read.</summary>
    public const long MostFileBytes = 1L << 31;

    /// <summary>Numbers of one sample of a value: an input, an output, or what a layer gives.</summary>
    public const long MostSampleNumbers = 1L << 24;

    /// <summary>Positions along an axis, padding included.</summary>
    public const long MostPositions = 1L << 24;

    /// <summary>Nodes of a graph in a file.</summary>
    public const int MostNodes = 20_000;

    /// <summary>Layers of a network: more would take the compiler minutes.</summary>
    public const int MostLayers = 2_000;

    /// <summary>Numbers of a constant that is computed from others, beyond those that the file has.</summary>
    public const int MostFoldedNumbers = 1 << 20;

    /// <summary>Parameters that a layer may have beyond the numbers of the file, such as the zeros of a widened kernel.</summary>
    public const long MostAddedNumbers = 1L << 20;
}
