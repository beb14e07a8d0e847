namespace CompiledNet.Tool.Readers;

/// <summary>What the caller says of a file.</summary>
internal sealed record ReadOptions
{
    /// <summary>Steps of a sequence whose length the file leaves open; 0 for any.</summary>
    public int Length { get; init; }

    /// <summary>The value of an ONNX graph that the network gives; its first output unless given.</summary>
    public string? Result { get; init; }

    /// <summary>Whether layers stay that do something else in training: BatchNorm and Dropout.</summary>
    public bool ForTraining { get; init; }
}
