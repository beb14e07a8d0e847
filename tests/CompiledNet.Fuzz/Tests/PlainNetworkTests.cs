using System.Text.RegularExpressions;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The loops that people read, as networks without kernels, against the reference and the numeric gradient.</summary>
public sealed partial class PlainNetworkTests
{
    [Fact]
    public void Every_activation_is_right_under_every_loss_unrolled_and_as_loops()
    {
        var tally = new Tally();
        NetworkSpec[] networks = LongTests.Share(4, PlainNetworks.All);
        IReadOnlyList<Failure>[] failures = NetworkFuzz.CheckAll(networks, tally);
        string[] wrong = [.. networks.Zip(failures).Where(pair => pair.Second.Count > 0).Select(pair => $"{pair.First}{pair.Second[0]}\n")];
        Assert.True(wrong.Length == 0, $"{wrong.Length} are wrong:\n{string.Join("\n", wrong)}");
        Assert.True(tally.IllConditioned * 100 < tally.Compared, $"{tally.Compared} compared, {tally.IllConditioned} left out");
    }

    // A sum that leaves out its last product, in the kernels alone.
    [KernelFact]
    public void A_kernel_that_differs_from_the_loops_is_seen()
    {
        bool isPlanted = false;
        var fault = new Fault(text =>
        {
            string changed = Depth().Replace(text, "$1 19;");
            isPlanted |= changed != text;
            return changed;
        });
        IReadOnlyList<Failure> failures = NetworkFuzz.CheckAll([PlantedFault.WithKernels], new Tally(), fault, twinEvery: 1)[0];

        Assert.True(isPlanted);
        Assert.Contains(failures, failure => failure.Kind == Kind.Twin);
    }

    [Fact]
    public void Without_a_fault_no_kernel_differs_from_the_loops() => Assert.Empty(
        NetworkFuzz.CheckAll([PlantedFault.WithKernels, PlantedFault.Packed, PlantedFault.WithSoftmax], new Tally(), twinEvery: 1).SelectMany(list => list));

    [GeneratedRegex(@"(int Depth \{[^}]* =>) 20;")]
    private static partial Regex Depth();
}
