namespace CompiledNet;

/// <summary>A vector inside a network's or a workspace's buffer, read and written in place: a layer's biases or their gradient.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct VectorView<T>
    where T : struct
{
    private readonly MatrixView<T> _column;

    /// <summary>Looks at a vector inside a buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="layout">Where the vector lies in it: a matrix of one column.</param>
    public VectorView(Span<T> buffer, TensorLayout layout) => _column = new MatrixView<T>(buffer, layout);

    /// <summary>Number of elements; 0 where the layer has no biases.</summary>
    public int Length => _column.Length;

    /// <summary>One element.</summary>
    /// <param name="index">The unit of this layer, from 0.</param>
    /// <returns>A reference to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit.</exception>
    public ref T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, TensorLayout.Range(Length, "unit"));
            }

            return ref _column[index, 0];
        }
    }

    /// <summary>Overwrites the vector.</summary>
    /// <param name="source">Exactly <see cref="Length"/> numbers.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> has another length; nothing was written.</exception>
    public void CopyFrom(ReadOnlySpan<T> source) => _column.CopyFrom(source);

    /// <summary>Copies the vector out.</summary>
    /// <param name="destination">Exactly <see cref="Length"/> numbers, written.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length; nothing was written.</exception>
    public void CopyTo(Span<T> destination) => _column.CopyTo(destination);
}
