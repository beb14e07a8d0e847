using System.Numerics;

namespace CompiledNet;

/// <summary>A tensor as a file has it: its elements row after row, whatever the layout in memory.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Tensor">Its shape, and where its elements lie in its buffer.</param>
/// <param name="IsDouble">Whether its elements are doubles whatever the number type of the others.</param>
internal readonly record struct TensorSpec(string Name, TensorInfo Tensor, bool IsDouble = false)
{
    public string Shape => TensorInfo.TextOf(Tensor.Shape);

    /// <summary>A tensor of doubles that is a buffer of its own.</summary>
    public static TensorSpec OfDoubles(string name, int[] shape) => Whole(name, shape) with { IsDouble = true };

    /// <summary>A tensor that is a buffer of its own.</summary>
    public static TensorSpec Whole(string name, params int[] shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = stride;
            stride *= shape[dimension];
        }

        return new TensorSpec(name, new TensorInfo(name, TensorRole.Weight, 0, shape, strides));
    }

    /// <summary>The type of its elements.</summary>
    public DataType TypeAmong<T>() => IsDouble ? DataType.F64 : DataType.Of<T>();
}

/// <summary>The tensors of something that is saved and loaded.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface ITensors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What they belong to, for messages.</summary>
    string Owner { get; }

    /// <summary>The tensors, in the order in which they are written.</summary>
    TensorSpec[] Specs { get; }

    /// <summary>The buffer in which one of them lies. Asked for only when everything has been checked.</summary>
    /// <param name="tensor">Its index.</param>
    /// <returns>The buffer.</returns>
    Span<T> BufferOf(int tensor);

    /// <summary>The same for a tensor of doubles.</summary>
    /// <param name="tensor">Its index.</param>
    /// <returns>The buffer.</returns>
    Span<double> DoublesOf(int tensor) => throw new NotSupportedException();
}
