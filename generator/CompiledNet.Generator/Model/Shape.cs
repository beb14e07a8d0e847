using System.Globalization;

namespace CompiledNet.Generator.Model;

/// <summary>
/// What one sample of a value is: a vector (1 dimension), a sequence (length, channels) or an image (height, width, channels). The channels of a position
/// lie together.
/// </summary>
/// <param name="Dimensions">Their sizes, at least 1 each.</param>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    /// <summary>A vector.</summary>
    public static Shape Vector(int size) => new(new EquatableArray<int>([size]));

    public bool IsVector => Dimensions.Count == 1;

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
    public override string ToString() => string.Join(" × ", Dimensions.Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
