using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Where a tensor lies in the parameter buffer.</summary>
/// <param name="Name">Its name without the layer's: <c>weight</c>.</param>
/// <param name="Role">What it is.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">How far apart neighbours lie, for each dimension.</param>
/// <param name="Offset">Where its first element lies.</param>
/// <param name="Length">Elements of the buffer that it takes, padding included.</param>
internal sealed record TensorPlan(
    string Name, TensorRole Role, EquatableArray<int> Shape, EquatableArray<int> Strides, int Offset, int Length)
{
    /// <summary>Size of the first dimension.</summary>
    public int Rows => Shape[0];

    /// <summary>Size of the second dimension; 1 where there is none.</summary>
    public int Columns => Shape.Count > 1 ? Shape[1] : 1;

    public int RowStride => Strides[0];

    /// <summary>Distance between columns; that of a vector is its length, since nothing follows.</summary>
    public int ColumnStride => Shape.Count > 1 ? Strides[1] : Math.Max(1, Length);

    /// <summary>Number of elements, padding not counted.</summary>
    public int Count => Shape.Aggregate(1, (count, size) => count * size);

    /// <summary>Where the elements lie, row-major.</summary>
    public IEnumerable<int> Indices()
    {
        for (int i = 0; i < Count; i++)
        {
            int index = Offset;
            int left = i;
            for (int dimension = Shape.Count - 1; dimension >= 0; dimension--)
            {
                index += left % Shape[dimension] * Strides[dimension];
                left /= Shape[dimension];
            }

            yield return index;
        }
    }
}
