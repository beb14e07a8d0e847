using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Loads the first lanes of a register, 0 in the others, and reads nothing after them: what is left of a row whose length no register
/// divides. With a constant count it is at most one load for each power of two.
/// </summary>
internal static class PartialLoad
{
    /// <summary>Loads the first lanes.</summary>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="source">Where the first lane lies.</param>
    /// <param name="count">How many lanes, 1 to all.</param>
    /// <returns>The register.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load512<T>(ref T source, int count)
        where T : unmanaged, IFloatingPointIeee754<T> => count == Vector512<T>.Count
        ? Vector512.LoadUnsafe(ref source)
        : count <= Vector256<T>.Count
        ? Vector512.Create(Load256(ref source, count), Vector256<T>.Zero)
        : Vector512.Create(
            Vector256.LoadUnsafe(ref source), Load256(ref Unsafe.Add(ref source, Vector256<T>.Count), count - Vector256<T>.Count));

    /// <inheritdoc cref="Load512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T>(ref T source, int count)
        where T : unmanaged, IFloatingPointIeee754<T> => count == Vector256<T>.Count
        ? Vector256.LoadUnsafe(ref source)
        : count <= Vector128<T>.Count
        ? Vector256.Create(Load128(ref source, count), Vector128<T>.Zero)
        : Vector256.Create(
            Vector128.LoadUnsafe(ref source), Load128(ref Unsafe.Add(ref source, Vector128<T>.Count), count - Vector128<T>.Count));

    /// <inheritdoc cref="Load512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load128<T>(ref T source, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == Vector128<T>.Count)
        {
            return Vector128.LoadUnsafe(ref source);
        }

        if (count < 2)
        {
            return Vector128.CreateScalar(source);
        }

        // Two floats as one double: half a register would take a way through memory.
        Vector128<T> lanes = Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref Unsafe.As<T, byte>(ref source))).As<double, T>();
        return count == 2 ? lanes : lanes.WithElement(2, Unsafe.Add(ref source, 2));
    }
}
