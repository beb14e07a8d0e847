using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>One number of each of some rows, 64 bytes of them: what is then computed for all of them at once.</summary>
[InlineArray(Bytes / sizeof(double))]
internal struct LineOfRows
{
    private const int Bytes = 64;

    private double _first;

    /// <summary>The number of the first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(ref LineOfRows line) => ref Unsafe.As<double, T>(ref line._first);
}
