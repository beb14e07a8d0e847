using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>The state vectors of an optimizer.</summary>
/// <param name="owner">The optimizer, for messages.</param>
/// <param name="vectors">Their number.</param>
/// <param name="length">Their length.</param>
/// <param name="state">Gives the state; when loading, where there is none yet, not before everything has been checked.</param>
internal sealed class OptimizerTensors<T>(string owner, int vectors, int length, Func<OptimizerState<T>> state) : ITensors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Owner => owner;

    public TensorSpec[] Specs { get; } =
    [
        .. Enumerable.Range(0, vectors).Select(vector => TensorSpec.Whole("state." + vector.ToString(CultureInfo.InvariantCulture), length)),
    ];

    public Span<T> BufferOf(int tensor) => state()[tensor];
}
