using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Stores the first lanes of a register, and nothing after them: what is left of a row whose length no register divides. With a constant
/// count it is at most one store for each power of two. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PartialStore
{
    /// <summary>Stores the first lanes.</summary>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="value">The register.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">How many lanes, 1 to all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> value, ref T destination, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == Vector512<T>.Count)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count <= Vector256<T>.Count)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, Vector256<T>.Count), count - Vector256<T>.Count);
        }
    }

    /// <inheritdoc cref="Store{T}(Vector512{T}, ref T, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> value, ref T destination, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == Vector256<T>.Count)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count <= Vector128<T>.Count)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, Vector128<T>.Count), count - Vector128<T>.Count);
        }
    }

    /// <inheritdoc cref="Store{T}(Vector512{T}, ref T, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<T> value, ref T destination, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == Vector128<T>.Count)
        {
            value.StoreUnsafe(ref destination);
            return;
        }

        if (count < 2)
        {
            destination = value.ToScalar();
            return;
        }

        // Two floats as one double: the upper half of a register would take a way through memory.
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref destination), value.AsDouble().ToScalar());
        }

        if (count == 3)
        {
            Unsafe.Add(ref destination, 2) = value.GetElement(2);
        }
    }
}
