namespace CompiledNet.Tool;

/// <summary>What <c>compilednet import</c> is asked for.</summary>
internal sealed record ImportRequest
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The full name of the class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The folder.</summary>
    public required string Output { get; init; }

    /// <summary>Whether the network is exported as frozen, too.</summary>
    public bool Freeze { get; init; }

    /// <summary>A .npy file of inputs for the comparison.</summary>
    public string? Input { get; init; }

    /// <summary>The largest difference that is accepted.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>What the network would be trained with; null for what fits its last activation.</summary>
    public Loss? Loss { get; init; }

    /// <summary>Steps of a sequence whose length the file leaves open; 0 for any.</summary>
    public int Length { get; init; }

    /// <summary>Whether layers stay that do something else in training: BatchNorm and Dropout.</summary>
    public bool ForTraining { get; init; }

    /// <summary>The value of an ONNX graph that the network gives; its first output unless given.</summary>
    public string? Result { get; init; }

    /// <summary>The C# file whose declaration a file of weights fills.</summary>
    public string? Like { get; init; }
}
