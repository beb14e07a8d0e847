using System.Globalization;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The same bits, however wide the processor's registers are. The width is a process's, so each has one of its own.</summary>
public sealed class RegisterWidthTests(ChildProcess processes) : IClassFixture<ChildProcess>
{
    private static readonly int[] s_widths = [512, 256, 128];

    [Fact]
    public void Registers_of_512_256_and_128_bits_give_the_same_bits()
    {
        int widest = int.Parse(Run(bits: 0, "width"), CultureInfo.InvariantCulture);
        int[] widths = [.. s_widths.Where(bits => bits <= widest)];

        // A switch that is not understood would compare a width with itself.
        Assert.Equal(widths, widths.Select(bits => int.Parse(Run(bits, "width"), CultureInfo.InvariantCulture)));

        foreach (string[] command in new[] { new[] { "hash", "24", "--seed", "24" }, ["size-hash"] })
        {
            string[] hashes = [.. widths.Select(bits => Run(bits, command))];
            Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
            Assert.Single(hashes.Distinct());
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void Outputs_and_gradients_of_the_input_are_right_at_every_size(int bits) => Assert.Equal("", Run(bits, "sizes"));

    private string Run(int bits, params string[] arguments) => processes.Run(bits, [], arguments);
}
