using System.Globalization;

namespace CompiledNet.Tool.Graph;

/// <summary>What one sample of a value is: a vector, a sequence or an image, channels last.</summary>
/// <param name="Rank">Axes besides the channels: 0 for a vector, 1 for a sequence, 2 for an image.</param>
/// <param name="Height">Rows of an image, steps of a sequence, 1 for a vector. 0 for a sequence of any length.</param>
/// <param name="Width">Columns of an image, else 1.</param>
/// <param name="Channels">Numbers of a vector, of a step or of a pixel.</param>
internal sealed record Shape(int Rank, int Height, int Width, int Channels)
{
    /// <summary>Whether it is a sequence of any length.</summary>
    public bool IsOpen => Rank == 1 && Height == 0;

    /// <summary>Numbers of a sample; of a step where the length is open.</summary>
    public long Count => (long)Math.Max(Height, 1) * Width * Channels;

    public static Shape Vector(int size) => new(0, 1, 1, size);

    /// <summary>A sequence; length 0 for any.</summary>
    public static Shape Sequence(int length, int channels) => new(1, length, 1, channels);

    public static Shape Image(int height, int width, int channels) => new(2, height, width, channels);

    public override string ToString() => Rank switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{Channels}"),
        1 when IsOpen => string.Create(CultureInfo.InvariantCulture, $"any × {Channels}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{Height} × {Channels}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Height} × {Width} × {Channels}"),
    };
}
