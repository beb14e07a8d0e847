namespace CompiledNet.Tool.Readers;

/// <summary>What the caller says of a file.</summary>
internal sealed record ReadOptions
{
    /// <summary>Steps of a sequence whose length the file leaves open; 0 for any.</summary>
    public int Length { get; init; }
}
