using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>Tells optimizers which parameters are statistics. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkStatistics
{
    /// <summary>Keeps optimizers from changing the statistics of a network.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="buffer">The network's parameters.</param>
    /// <param name="tensors">Its tensors.</param>
    public static void Track<T>(AlignedBuffer<T> buffer, IReadOnlyList<TensorInfo> tensors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(tensors);
        TrackedStatistics.Add(buffer, tensors);
    }
}
