using System.Globalization;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>What one sample of a network, or a value in it, is.</summary>
internal enum GraphKind
{
    Vectors,
    Sequences,
    Images,

    /// <summary>Sequences of any length.</summary>
    Streams,
}

/// <summary>The shape of a value of one sample: rows of channels, one row for each position.</summary>
/// <param name="Height">Rows of an image; steps of a sequence, those of one Forward where any number will do.</param>
/// <param name="Width">Columns of an image; else 1.</param>
internal sealed record GraphShape(GraphKind Kind, int Height, int Width, int Channels)
{
    public int Positions => Height * Width;

    /// <summary>Numbers of a sample.</summary>
    public int Size => Positions * Channels;

    public bool IsOpen => Kind == GraphKind.Streams;

    /// <summary>Whether it goes step after step.</summary>
    public bool IsSequence => Kind is GraphKind.Sequences or GraphKind.Streams;

    /// <summary>What <c>InputSize</c> and <c>OutputSize</c> count: numbers of a sample, or of a step.</summary>
    public int DeclaredSize => IsOpen ? Channels : Size;

    /// <summary>The arguments of <c>[Network]</c>.</summary>
    public string Declaration => Kind switch
    {
        GraphKind.Vectors => string.Create(CultureInfo.InvariantCulture, $"inputs: {Channels}"),
        GraphKind.Sequences => string.Create(CultureInfo.InvariantCulture, $"{Height}, {Channels}"),
        GraphKind.Images => string.Create(CultureInfo.InvariantCulture, $"{Height}, {Width}, {Channels}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"inputs: {Channels}, Sequence = true"),
    };

    public static GraphShape Vector(int size) => new(GraphKind.Vectors, 1, 1, size);

    public static GraphShape Sequence(int steps, int channels) => new(GraphKind.Sequences, steps, 1, channels);

    public static GraphShape Image(int height, int width, int channels) => new(GraphKind.Images, height, width, channels);

    public static GraphShape Open(int steps, int channels) => new(GraphKind.Streams, steps, 1, channels);

    /// <summary>Whether two shapes differ in their channels at most.</summary>
    public bool HasPositionsOf(GraphShape other) => this with { Channels = other.Channels } == other;
}
