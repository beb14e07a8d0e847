using System.Globalization;

namespace CompiledNet.Generator.Model;

/// <summary>
/// What one sample of a value is: a vector (1 dimension), a sequence (length, channels) or an image (height, width, channels). The channels of a position
/// lie together.
/// </summary>
/// <param name="Dimensions">Their sizes, at least 1 each.</param>
/// <param name="IsOpen">Whether it is a sequence of any length: the first dimension, 1, stands for as many steps as there are.</param>
internal sealed record Shape(EquatableArray<int> Dimensions, bool IsOpen = false)
{
    /// <summary>A sequence of any length.</summary>
    public static Shape Open(int channels) => new(new EquatableArray<int>([1, channels]), IsOpen: true);

    /// <summary>A vector.</summary>
    public static Shape Vector(int size) => new(new EquatableArray<int>([size]));

    public bool IsVector => Dimensions.Count == 1;

    /// <summary>Whether it has a height and a width.</summary>
    public bool IsImage => Dimensions.Count == 3;

    /// <summary>Numbers of a position: the size of the last dimension. All of a vector.</summary>
    public int Channels => Dimensions[Dimensions.Count - 1];

    /// <summary>Steps of a sequence, or pixels of an image; 1 of a vector.</summary>
    public long LongPositions => Dimensions.Take(Dimensions.Count - 1).Aggregate(1L, (count, dimension) => count * dimension);

    /// <summary>Steps of a sequence, or pixels of an image; 1 of a vector.</summary>
    public int Positions => (int)LongPositions;

    /// <summary>What the positions are called, in the plural.</summary>
    public string PositionsName => IsImage ? "pixels" : "steps";

    /// <summary>The shape with other channels.</summary>
    public Shape WithChannels(int channels) => this with { Dimensions = new EquatableArray<int>([.. Dimensions.Take(Dimensions.Count - 1), channels]) };

    /// <summary>Numbers in one sample, which may be more than an array holds.</summary>
    public long LongSize => Dimensions.Aggregate(1L, (size, dimension) => size * dimension);

    /// <summary>Numbers in one sample.</summary>
    public int Size => (int)LongSize;

    /// <summary>What it is called.</summary>
    public string Kind => Dimensions.Count switch
    {
        1 => "vector",
        2 => "sequence",
        _ => "image",
    };

    /// <summary>Its sizes as a message gives them: <c>28 × 28 × 1</c>.</summary>
    public override string ToString() => IsOpen ? "any × " + Channels.ToString(CultureInfo.InvariantCulture) : string.Join(" × ", Dimensions.Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
