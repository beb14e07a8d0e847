using System.ComponentModel;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>The numbers of frozen networks: of a small one constants of the program, of a large one a resource. For generated code.</summary>
/// <remarks>
/// A compiler puts constants on a boundary of 8 bytes, and vector registers want one of 64: across it a load is two, and a small network
/// half as slow again. So the constants hold the numbers eight times, each copy 8 bytes further from a boundary of 64 than the one before,
/// counted from the first: wherever they come to lie, one copy is right.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class FrozenData
{
    /// <summary>The boundary of the constants, in bytes, and the number of copies for it to become that of a register.</summary>
    private const int Step = sizeof(ulong);
    private const int Copies = AlignedBuffer<float>.Alignment / Step;

    private static readonly Lock s_opening = new();

    /// <summary>The copy that lies on a boundary of 64 bytes. Constants are never moved.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="copies">Constants: copy m begins at m × (length of a copy + 8) bytes.</param>
    /// <param name="length">Numbers in a copy, a multiple of 64 bytes.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="PlatformNotSupportedException">The processor stores the high byte first.</exception>
    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> Select<T>(ReadOnlySpan<ulong> copies, int length)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Frozen networks are little-endian.");
        }

        // Read back from memory: ahead of time a compiler computes with the address before it knows it, and takes a wrong copy.
        ref ulong first = ref MemoryMarshal.GetReference(copies);
        var address = (nuint)Unsafe.AsPointer(ref first);
        nuint copy = (unchecked(0 - Volatile.Read(ref address)) / Step) % Copies;
        nuint distance = ((nuint)(uint)length * (nuint)sizeof(T) / Step) + 1;
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<ulong, T>(ref Unsafe.Add(ref first, copy * distance)), length);
    }

    /// <summary>Finds the resource with the numbers of a large network and checks it, unless that was done.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="field">Where it is kept.</param>
    /// <param name="assembly">The assembly that has it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="length">How many numbers it has.</param>
    /// <param name="checksum">Their checksum.</param>
    /// <param name="inPlace">Whether the numbers are read in place, wherever that is.</param>
    /// <returns>The resource.</returns>
    /// <exception cref="NetworkFileException">It is missing, or another one than was exported.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor stores the high byte first.</exception>
    [CLSCompliant(false)]
    public static FrozenResource<T> Open<T>(
        ref FrozenResource<T>? field, Assembly assembly, string name, int length, ulong checksum, bool inPlace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Frozen networks are little-endian.");
        }

        lock (s_opening)
        {
            return field ??= new FrozenResource<T>(assembly, name, length, checksum, inPlace);
        }
    }
}
