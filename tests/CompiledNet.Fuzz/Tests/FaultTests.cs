using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// A test of the tests: faults that an emitter could have, planted into the generated text of some networks. Each must be seen twice, see
/// <see cref="PlantedFault"/>.
/// </summary>
public sealed partial class FaultTests
{
    [Fact]
    public void Without_a_fault_nothing_is_seen()
    {
        IReadOnlyList<Failure>[] failures = NetworkFuzz.CheckAll(
            [PlantedFault.Written, PlantedFault.WithKernels, PlantedFault.Packed, PlantedFault.BeyondCache], new Tally());
        Assert.Empty(failures.SelectMany(list => list));
    }

    [Fact]
    public void A_wrong_sign_is_seen_twice() =>
        PlantedFault.AssertSeenTwice(PlantedFault.Written, text => GradientOfWeight().Replace(text, "$1 -="));

    [Fact]
    public void A_missing_average_over_the_samples_is_seen_twice() =>
        PlantedFault.AssertSeenTwice(PlantedFault.Written, text => text.Replace("1d / samples;", "1d;", StringComparison.Ordinal));

    // W read as if it were stored by rows.
    [Fact]
    public void Swapped_indices_are_seen_twice() => PlantedFault.AssertSeenTwice(PlantedFault.Written, text => BackwardWeight().Replace(text, match =>
    {
        int place = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"W2[{(place % 2 * 3) + (place / 2)}] * delta2");
    }));

    [Fact]
    public void A_skipped_last_sample_is_seen_twice() =>
        PlantedFault.AssertSeenTwice(PlantedFault.Written, text => BackwardSamples().Replace(text, "$1 - 1;"));

    [Fact]
    public void A_stale_activation_is_seen_twice() =>
        PlantedFault.AssertSeenTwice(PlantedFault.Written, text => StoredActivation().Replace(text, "if (a1[$1] == 0) $0"));

    [KernelFact]
    public void A_tail_one_too_short_is_seen_twice() =>
        PlantedFault.AssertSeenTwice(PlantedFault.WithKernels, text => Depth().Replace(text, "$1 19;"));

    // The batch is so little work that it goes sample by sample.
    [KernelFact(infersSamples: true)]
    public void A_left_over_input_of_packed_registers_is_seen_wherever_samples_go_one_by_one() => PlantedFault.AssertSeenInInference(
        PlantedFault.Packed,
        text => text.Replace(" + rest2_0;", ";", StringComparison.Ordinal),
        "inferred outputs",
        "inferred outputs, one by one");

    [KernelFact(infersSamples: true)]
    public void A_step_of_several_places_too_few_is_seen_where_samples_go_one_by_one() => PlantedFault.AssertSeenInInference(
        PlantedFault.BeyondCache, text => text.Replace("k < 74;", "k < 73;", StringComparison.Ordinal), "inferred outputs, one by one");

    [GeneratedRegex(@"(int Depth \{[^}]* =>) 20;")]
    private static partial Regex Depth();

    [GeneratedRegex(@"(dW1\[\d+\]) \+=")]
    private static partial Regex GradientOfWeight();

    [GeneratedRegex(@"W2\[(\d+)\] \* delta2")]
    private static partial Regex BackwardWeight();

    [GeneratedRegex(@"(BackwardLayer\d+\([^)]*\)\s+\{\s+int samples = workspace\.SampleCount);")]
    private static partial Regex BackwardSamples();

    [GeneratedRegex(@"a1\[(\d+)\] = .*Sigmoid\(z1_\d+\);")]
    private static partial Regex StoredActivation();
}
