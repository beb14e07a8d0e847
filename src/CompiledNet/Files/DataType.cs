using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CompiledNet;

/// <summary>An element type of the safetensors format.</summary>
/// <param name="Name">As the header has it.</param>
/// <param name="Bits">Bits of an element; 0 where this library does not know the type.</param>
internal sealed record DataType(string Name, int Bits)
{
    public static readonly DataType F16 = new("F16", 16);
    public static readonly DataType BF16 = new("BF16", 16);
    public static readonly DataType F32 = new("F32", 32);
    public static readonly DataType F64 = new("F64", 64);

    // The rest cannot be loaded; their sizes are checked all the same.
    private static readonly DataType[] s_known =
    [
        F32, F64, F16, BF16,
        new("BOOL", 8), new("U8", 8), new("I8", 8), new("U16", 16), new("I16", 16), new("U32", 32), new("I32", 32), new("U64", 64),
        new("I64", 64), new("F8_E4M3", 8), new("F8_E5M2", 8), new("F8_E8M0", 8), new("F6_E2M3", 6), new("F6_E3M2", 6), new("F4", 4),
        new("C64", 64),
    ];

    /// <summary>Whether its elements can be read as a network's numbers.</summary>
    public bool IsFloat => this == F32 || this == F64 || this == F16 || this == BF16;

    /// <summary>The type of a network's numbers.</summary>
    public static DataType Of<T>() => Unsafe.SizeOf<T>() == sizeof(float) ? F32 : F64;

    /// <summary>The type that a string token of a header names.</summary>
    public static DataType Read(ref Utf8JsonReader reader)
    {
        foreach (DataType known in s_known)
        {
            if (reader.ValueTextEquals(known.Name))
            {
                return known;
            }
        }

        return new DataType(reader.GetString()!, 0);
    }

    /// <summary>Converts little-endian elements of this type; none that <typeparamref name="T"/> can hold changes.</summary>
    /// <param name="bytes">The elements.</param>
    /// <param name="numbers">As many numbers.</param>
    public void Decode<T>(ReadOnlySpan<byte> bytes, Span<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (this == F32)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]));
            }
        }
        else if (this == F64)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]));
            }
        }
        else if (this == F16)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]));
            }
        }
        else
        {
            // BF16 is the upper half of an F32.
            for (int i = 0; i < numbers.Length; i++)
            {
                uint bits = (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16;
                numbers[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle(bits));
            }
        }
    }

    /// <summary>Writes numbers as little-endian elements of their own type.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="bytes">Room for them.</param>
    public static void Encode<T>(ReadOnlySpan<T> numbers, Span<byte> bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (Unsafe.SizeOf<T>() == sizeof(float))
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], Unsafe.BitCast<T, float>(numbers[i]));
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[(8 * i)..], Unsafe.BitCast<T, double>(numbers[i]));
            }
        }
    }
}
