using System.Collections.Concurrent;
using System.Globalization;
using CompiledNet.Fuzz.Code;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// Random networks and graphs, with their references and numeric gradients, under every instruction set that the processor has: right under each, and with the same bits
/// wherever multiply and add are one operation, however wide the registers are. A set is a process's, so each has one of its own.
/// </summary>
public sealed class InstructionSetTests(ChildProcess processes) : IClassFixture<ChildProcess>
{
    private static readonly int s_networks = LongTests.Run ? 100 : 3;

    private static readonly int[] s_widths = [512, 256, 128];

    // The output of each set's process.
    private static readonly ConcurrentDictionary<string, string> s_runs = new();

    [Theory]
    [OnInstructionSet(InstructionSet.Avx512)]
    [OnInstructionSet(InstructionSet.Avx2)]
    [OnInstructionSet(InstructionSet.WithoutFma)]
    [OnInstructionSet(InstructionSet.AdvancedSimd)]
    [OnInstructionSet(InstructionSet.None)]
    public void Random_networks_are_right(string name)
    {
        // A switch that is not understood would compare a set with itself.
        Assert.Equal(name, Run(ProcessorSets.All.Single(set => set.Name == name)).Split('\n')[0].Trim());
    }

    [Theory]
    [OnInstructionSet(InstructionSet.Avx512, IsLong = true)]
    [OnInstructionSet(InstructionSet.Avx2, IsLong = true)]
    [OnInstructionSet(InstructionSet.WithoutFma, IsLong = true)]
    [OnInstructionSet(InstructionSet.AdvancedSimd, IsLong = true)]
    [OnInstructionSet(InstructionSet.None, IsLong = true)]
    public void Random_graphs_are_right(string name) =>
        Assert.Equal("", processes.Run(0, ProcessorSets.All.Single(set => set.Name == name).Settings, "graph-pass", "40", "--seed", "24"));

    [Fact]
    public void What_long_runs_have_found_is_right_in_the_narrowest_registers_too() =>
        Assert.EndsWith(" 0 failed, 0 skipped", processes.Run(s_widths[^1], [], "tests", nameof(FoundGraphTests)), StringComparison.Ordinal);

    [Fact]
    public void Wherever_there_is_FMA_the_bits_are_the_same()
    {
        string[] hashes = [.. ProcessorSets.All.Where(set => set.HasFma).Select(set => Run(set).Split('\n')[1].Trim())];
        Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
        Assert.True(hashes.Distinct().Count() <= 1, string.Join('\n', hashes));
    }

    [Fact]
    public void Narrower_registers_give_the_same_bits()
    {
        int widest = int.Parse(processes.Run(0, [], "width"), CultureInfo.InvariantCulture);
        int[] widths = [.. s_widths.Where(bits => bits <= widest)];
        Assert.Equal(widths, widths.Select(bits => int.Parse(processes.Run(bits, [], "width"), CultureInfo.InvariantCulture)));
        foreach (string[] command in LongTests.Run ? new string[][] { ["hash", "24", "--seed", "24"], ["graph-hash", "24", "--seed", "24"], ["size-hash"] } : [["hash", "2", "--seed", "24"]])
        {
            string[] hashes = [.. widths.Select(bits => processes.Run(bits, [], command))];
            Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
            Assert.Single(hashes.Distinct());
        }
    }

    [Theory]
    [OnInstructionSet(InstructionSet.Avx512, 512)]
    [OnInstructionSet(InstructionSet.Avx512, 256, IsLong = true)]
    [OnInstructionSet(InstructionSet.Avx512, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.Avx2, 256)]
    [OnInstructionSet(InstructionSet.Avx2, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.WithoutFma, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.AdvancedSimd, 128)]
    public void Networks_of_the_sizes_that_registers_begin_and_end_at_are_right(string name, int bits) =>
        Assert.Equal("", processes.Run(bits, ProcessorSets.All.Single(set => set.Name == name).Settings, "sizes", LongTests.Run ? "1" : "23"));

    private string Run(InstructionSet set) => s_runs.GetOrAdd(
        set.Name, _ => processes.Run(0, set.Settings, "sets", s_networks.ToString(CultureInfo.InvariantCulture), "--seed", "24"));
}
