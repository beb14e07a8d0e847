using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>What an optimizer keeps between steps, whatever the number type.</summary>
public abstract class OptimizerState
{
    private protected OptimizerState(int length) => Length = length;

    /// <summary>Number of parameters, padding included.</summary>
    public int Length { get; }

    /// <summary>Steps begun: 1 during the first.</summary>
    public long Steps { get; internal set; }

    internal abstract Type NumberType { get; }

    /// <summary>Brings it back to what it was before the first step.</summary>
    internal abstract void Clear();
}

/// <summary>An optimizer's rule for one number type: the address of a generic virtual method, which takes longer to find than to call.</summary>
internal delegate void UpdateMethod<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>What an optimizer keeps between steps: vectors as long as the parameters, all 0 at first.</summary>
/// <typeparam name="T">The number type of the parameters.</typeparam>
public sealed class OptimizerState<T> : OptimizerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T>[] _vectors;
    private T[] _statistics = [];

    internal OptimizerState(int length, int vectors, UpdateMethod<T> update)
        : base(length)
    {
        Update = update;
        _vectors = new AlignedBuffer<T>[vectors];
        for (int i = 0; i < vectors; i++)
        {
            _vectors[i] = new AlignedBuffer<T>(length);
        }
    }

    /// <summary>One of the vectors.</summary>
    /// <param name="vector">From 0 to the optimizer's number of state vectors − 1.</param>
    /// <returns>It, to be read and written; as long as the parameters.</returns>
    public Span<T> this[int vector] => _vectors[vector].Span;

    internal UpdateMethod<T> Update
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get;
    }

    /// <summary>Threads among which a step is shared.</summary>
    internal int Threads { get; set; } = 1;

    /// <summary>Room for the statistics of a network, while an update goes over its parameters. Allocated before the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Span<T> RoomFor(ReadOnlySpan<Range> statistics)
    {
        int length = 0;
        foreach (Range range in statistics)
        {
            length += range.End.Value - range.Start.Value;
        }

        if (length > _statistics.Length)
        {
            _statistics = new T[length];
        }

        return _statistics.AsSpan(0, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void ClearSubnormals()
    {
        foreach (AlignedBuffer<T> vector in _vectors)
        {
            Subnormal.Clear(vector.Span);
        }
    }

    internal override void Clear()
    {
        Steps = 0;
        foreach (AlignedBuffer<T> vector in _vectors)
        {
            vector.Span.Clear();
        }
    }

    internal int Vectors => _vectors.Length;

    internal override Type NumberType => typeof(T);
}
