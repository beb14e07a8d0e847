using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// Numbers in one block of memory whose first element lies on a 64-byte boundary (a cache line, and the widest vector register),
/// and which the garbage collector never moves. All zero at first. As much memory as a register after the last element may be read too.
/// </summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    /// <summary>The boundary on which the first element lies, in bytes.</summary>
    public const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _start;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">Number of elements, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or more than an array can hold.</exception>
    public AlignedBuffer(int length)
    {
        // To move the start to the boundary, and to let a whole register be loaded where fewer numbers are left.
        int slack = 2 * Alignment / Unsafe.SizeOf<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - slack);

        Length = length;
        if (length == 0)
        {
            _array = [];
            return;
        }

        _array = GC.AllocateArray<T>(length + slack, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        int misalignment = (int)(address & (Alignment - 1));
        _start = misalignment == 0 ? 0 : (Alignment - misalignment) / Unsafe.SizeOf<T>();
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span
    {
        // Without the checks of a slice: a forward pass of few neurons is not much longer than they are. Optimised at once too: in a network of several layers
        // the inliner's budget is spent before the last one, and the rest are calls.
        [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start), Length);
    }
}
