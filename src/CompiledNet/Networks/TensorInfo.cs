using System.ComponentModel;

namespace CompiledNet;

/// <summary>A tensor of a network: its name and shape, and where its elements lie in a buffer that is laid out as the network's parameters.</summary>
public sealed class TensorInfo : IEquatable<TensorInfo>
{
    private readonly int[] _shape;
    private readonly int[] _strides;

    /// <summary>Describes a tensor. For generated code.</summary>
    /// <param name="name">Its name, the layer's included: <c>Layer1.weight</c>.</param>
    /// <param name="role">What it is.</param>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="strides">For each dimension the distance from one element to the next.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TensorInfo(string name, TensorRole role, int offset, int[] shape, int[] strides)
    {
        Name = name;
        Role = role;
        Offset = offset;
        _shape = shape;
        _strides = strides;
        Shape = Array.AsReadOnly(shape);
        int count = 1;
        foreach (int size in shape)
        {
            count *= size;
        }

        Count = count;
    }

    /// <summary>Its name: that of the layer, and the tensor's in PyTorch: <c>Layer1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Its sizes, those of PyTorch.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>What it is.</summary>
    public TensorRole Role { get; }

    /// <summary>Number of elements, padding not counted.</summary>
    public int Count { get; }

    /// <summary>The same tensor under another name.</summary>
    internal TensorInfo Named(string name) => new(name, Role, Offset, _shape, _strides);

    internal int Offset { get; }

    /// <summary>The name without the layer's: <c>weight</c>.</summary>
    internal string Suffix => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>What the layer's property calls it: <c>Layer1.Weights</c>.</summary>
    internal string ViewName => Name[..(Name.LastIndexOf('.') + 1)] + Role switch
    {
        TensorRole.Bias => "Biases",
        TensorRole.Scale => "Scale",
        TensorRole.Weight when _shape.Length > 1 => "Weights",
        TensorRole.Weight => "Slopes",
        _ => Suffix,
    };

    /// <summary>Where it lies, as a matrix: a vector is one of one column.</summary>
    internal TensorLayout Layout => _shape.Length == 1
        ? new TensorLayout(Offset, _shape[0], 1, _strides[0], 1)
        : new TensorLayout(Offset, _shape[0], _shape[1], _strides[0], _strides[1]);

    /// <summary>A vector whose elements lie one after the other. For generated code.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">What it is.</param>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="length">Its length.</param>
    /// <returns>The tensor.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static TensorInfo Vector(string name, TensorRole role, int offset, int length) => new(name, role, offset, [length], [1]);

    /// <summary>A matrix. For generated code.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">What it is.</param>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rowStride">Distance from one row to the next.</param>
    /// <param name="columnStride">Distance from one column to the next.</param>
    /// <returns>The tensor.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static TensorInfo Matrix(string name, TensorRole role, int offset, int rows, int columns, int rowStride, int columnStride) =>
        new(name, role, offset, [rows, columns], [rowStride, columnStride]);

    /// <summary>Copies the tensor out of a buffer.</summary>
    /// <param name="buffer"><c>net.Parameters</c> or <c>workspace.Gradients</c>.</param>
    /// <param name="values">Exactly <see cref="Count"/> numbers, written row-major.</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing was written.</exception>
    public void Read(ReadOnlySpan<float> buffer, Span<float> values) => ReadAny(buffer, values);

    /// <inheritdoc cref="Read(ReadOnlySpan{float}, Span{float})"/>
    public void Read(ReadOnlySpan<double> buffer, Span<double> values) => ReadAny(buffer, values);

    /// <summary>Copies the tensor into a buffer.</summary>
    /// <param name="buffer"><c>net.Parameters</c> or <c>workspace.Gradients</c>.</param>
    /// <param name="values">Exactly <see cref="Count"/> numbers, row-major.</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing was written.</exception>
    public void Write(Span<float> buffer, ReadOnlySpan<float> values) => WriteAny(buffer, values);

    /// <inheritdoc cref="Write(Span{float}, ReadOnlySpan{float})"/>
    public void Write(Span<double> buffer, ReadOnlySpan<double> values) => WriteAny(buffer, values);

    /// <inheritdoc/>
    public bool Equals(TensorInfo? other) =>
        other is not null && Name == other.Name && Role == other.Role && Offset == other.Offset
        && _shape.AsSpan().SequenceEqual(other._shape) && _strides.AsSpan().SequenceEqual(other._strides);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorInfo);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Role, Offset, Count);

    /// <summary>Name and shape: <c>Layer1.weight [32, 64]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} {TextOf(_shape)}";

    /// <summary>A shape, or the indices of an element, in brackets.</summary>
    internal static string TextOf(IEnumerable<int> numbers) =>
        $"[{string.Join(", ", numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";

    internal void ReadAny<T>(ReadOnlySpan<T> buffer, Span<T> values)
    {
        Check(buffer.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = buffer[IndexOf(i)];
        }
    }

    internal void WriteAny<T>(Span<T> buffer, ReadOnlySpan<T> values)
    {
        Check(buffer.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            buffer[IndexOf(i)] = values[i];
        }
    }

    /// <summary>Where an element lies.</summary>
    /// <param name="element">Its number, row-major.</param>
    /// <returns>The index in the buffer.</returns>
    internal int IndexOf(int element)
    {
        int index = Offset;
        for (int dimension = _shape.Length - 1; dimension >= 0; dimension--)
        {
            index += element % _shape[dimension] * _strides[dimension];
            element /= _shape[dimension];
        }

        return index;
    }

    /// <summary>The indices of an element, one for each dimension.</summary>
    internal int[] PlaceOf(int element)
    {
        var place = new int[_shape.Length];
        for (int dimension = _shape.Length - 1; dimension >= 0; dimension--)
        {
            place[dimension] = element % _shape[dimension];
            element /= _shape[dimension];
        }

        return place;
    }

    private void Check(int buffer, int values)
    {
        if (values != Count)
        {
            throw new ArgumentException($"The length of values is {values}; {Count} was expected, for {this}.", nameof(values));
        }

        if (Count > 0 && IndexOf(Count - 1) >= buffer)
        {
            throw new ArgumentException(
                $"The length of buffer is {buffer}; that of the network's parameters was expected, in which {Name} ends at {IndexOf(Count - 1) + 1}.",
                nameof(buffer));
        }
    }
}
