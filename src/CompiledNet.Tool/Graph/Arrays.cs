namespace CompiledNet.Tool.Graph;

/// <summary>Other orders of a tensor's numbers.</summary>
internal static class Arrays
{
    /// <summary>A tensor with its axes in another order.</summary>
    /// <param name="values">Its numbers, row-major.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="axes">For each axis of the result the one of the tensor.</param>
    public static T[] Transpose<T>(T[] values, IReadOnlyList<int> shape, IReadOnlyList<int> axes)
    {
        int rank = shape.Count;
        var strides = new long[rank];
        long stride = 1;
        for (int i = rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        var result = new T[values.Length];
        var index = new int[rank];
        long from = 0;
        for (int to = 0; to < result.Length; to++)
        {
            result[to] = values[from];
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                from += strides[axes[axis]];
                if (++index[axis] < shape[axes[axis]])
                {
                    break;
                }

                from -= strides[axes[axis]] * index[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    /// <summary>A matrix with rows and columns exchanged.</summary>
    public static double[] Transpose(double[] matrix, int rows, int columns) => Transpose(matrix, [rows, columns], [1, 0]);

    /// <summary>Blocks of rows, such as the gates of a recurrent layer, in another order.</summary>
    /// <param name="values">The blocks, one after the other.</param>
    /// <param name="order">For each block of the result the one that it is taken from.</param>
    public static double[] Blocks(double[] values, params int[] order)
    {
        int size = values.Length / order.Length;
        var result = new double[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            Array.Copy(values, order[i] * size, result, i * size, size);
        }

        return result;
    }
}
