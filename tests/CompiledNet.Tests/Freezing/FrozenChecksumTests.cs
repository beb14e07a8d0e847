using System.Runtime.InteropServices;

namespace CompiledNet.Tests.Freezing;

/// <summary>The checksum of exported numbers sees a change of any bit of any of them, also of one that fills no word of 8 bytes.</summary>
public sealed class FrozenChecksumTests
{
    [Fact]
    public void A_change_of_any_bit_of_any_number_is_seen()
    {
        for (int count = 1; count <= 9; count++)
        {
            float[] numbers = Networks.TestData.Draw<float>(count);
            ulong checksum = FrozenImage.Checksum<float>(numbers);
            Assert.Equal(checksum, FrozenImage.Checksum<float>([.. numbers]));
            for (int i = 0; i < count; i++)
            {
                for (int bit = 0; bit < 32; bit++)
                {
                    float[] changed = [.. numbers];
                    MemoryMarshal.Cast<float, uint>(changed.AsSpan())[i] ^= 1u << bit;
                    Assert.True(checksum != FrozenImage.Checksum<float>(changed), $"bit {bit} of number {i} of {count}");
                }
            }
        }
    }

    [Fact]
    public void It_is_FNV_over_words_with_the_last_filled_up()
    {
        // (start xor word) · 1099511628211, the high half folded into the low one.
        ulong product = unchecked((14695981039346656037 ^ 0x3F800000UL) * 1099511628211);
        Assert.Equal(product ^ (product >> 32), FrozenImage.Checksum<float>([1]));
        Assert.Equal(FrozenImage.Checksum<float>([1]), FrozenImage.Checksum<float>([1, 0]));
        Assert.Equal(FrozenImage.Checksum<float>([0, 1.875f]), FrozenImage.Checksum<double>([1]));
    }
}
