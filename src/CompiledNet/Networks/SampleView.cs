namespace CompiledNet;

/// <summary>One number for each sample of a batch and each unit of a layer, to be read: activations or deltas.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct SampleView<T>
    where T : struct
{
    private readonly ReadOnlySpan<T> _buffer;
    private readonly TensorLayout _layout;

    /// <summary>Looks at the numbers of a batch inside a buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="layout">Where they lie in it: a row for each sample.</param>
    public SampleView(ReadOnlySpan<T> buffer, TensorLayout layout)
    {
        _buffer = buffer;
        _layout = layout;
    }

    /// <summary>Samples of the last Forward.</summary>
    public int Samples => _layout.Rows;

    /// <summary>Units of the layer.</summary>
    public int Units => _layout.Columns;

    /// <summary>The number of one unit for one sample.</summary>
    /// <param name="sample">From 0 to <see cref="Samples"/> − 1.</param>
    /// <param name="unit">From 0 to <see cref="Units"/> − 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or unit.</exception>
    public T this[int sample, int unit] => _buffer[_layout.IndexOf(sample, unit)];
}
