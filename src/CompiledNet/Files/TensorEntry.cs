namespace CompiledNet;

/// <summary>A tensor as the header of a file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">Where its bytes begin, counted from the first tensor's.</param>
/// <param name="End">Where they end.</param>
internal readonly record struct TensorEntry(string Name, DataType Type, TensorShape Shape, long Start, long End)
{
    /// <summary>Whether it has the shape of a tensor of ours.</summary>
    public bool Fits(TensorSpec spec)
    {
        IReadOnlyList<int> expected = spec.Tensor.Shape;
        ReadOnlySpan<long> sizes = [Shape.First, Shape.Second, Shape.Third, Shape.Fourth];
        bool fits = Shape.Rank == expected.Count && Shape.Rank <= sizes.Length;
        for (int i = 0; fits && i < expected.Count; i++)
        {
            fits = sizes[i] == expected[i];
        }

        return fits;
    }
}

/// <summary>A shape: what is compared of it, and where its text stands in the header. A header may list dimensions without end.</summary>
/// <param name="Rank">Number of dimensions.</param>
/// <param name="First">The first dimension, if there is one.</param>
/// <param name="Second">The second dimension, if there is one.</param>
/// <param name="Third">The third dimension, if there is one.</param>
/// <param name="Fourth">The fourth dimension, if there is one; no tensor of a network has more.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="TextStart">Where its text begins.</param>
/// <param name="TextLength">Bytes of its text.</param>
internal readonly record struct TensorShape(int Rank, long First, long Second, long Third, long Fourth, long Count, int TextStart, int TextLength);
