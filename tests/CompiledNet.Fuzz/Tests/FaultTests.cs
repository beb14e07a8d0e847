using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// A test of the tests: faults that an emitter could have, planted into the generated text of two networks. Each must be seen by two of the
/// three kinds of test at least: against the reference, against the numeric gradient, and the network against itself.
/// </summary>
public sealed partial class FaultTests
{
    private static readonly NetworkSpec s_written = Spec(2, 5, new LayerSpec(3, Activation.Sigmoid), new LayerSpec(2, Activation.Sigmoid));
    private static readonly NetworkSpec s_kernels = Spec(20, 7, new LayerSpec(13, Activation.Tanh), new LayerSpec(11, Activation.Identity));

    [Fact]
    public void Without_a_fault_nothing_is_seen()
    {
        IReadOnlyList<Failure>[] failures = NetworkFuzz.CheckAll([s_written, s_kernels], new Tally());
        Assert.Empty(failures.SelectMany(list => list));
    }

    [Fact]
    public void A_wrong_sign_is_seen_twice() =>
        AssertSeenTwice(s_written, text => GradientOfWeight().Replace(text, "$1 -="));

    [Fact]
    public void A_missing_average_over_the_samples_is_seen_twice() =>
        AssertSeenTwice(s_written, text => text.Replace("1d / samples;", "1d;", StringComparison.Ordinal));

    // W read as if it were stored by rows.
    [Fact]
    public void Swapped_indices_are_seen_twice() => AssertSeenTwice(s_written, text => BackwardWeight().Replace(text, match =>
    {
        int place = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"W2[{(place % 2 * 3) + (place / 2)}] * delta2");
    }));

    [Fact]
    public void A_skipped_last_sample_is_seen_twice() =>
        AssertSeenTwice(s_written, text => BackwardSamples().Replace(text, "$1 - 1;"));

    [Fact]
    public void A_stale_activation_is_seen_twice() =>
        AssertSeenTwice(s_written, text => StoredActivation().Replace(text, "if (a1[$1] == 0) $0"));

    [Fact]
    public void A_tail_one_too_short_is_seen_twice() =>
        AssertSeenTwice(s_kernels, text => text.Replace("Depth => 20;", "Depth => 19;", StringComparison.Ordinal));

    private static NetworkSpec Spec(int inputs, int batch, params LayerSpec[] layers) => new(
        inputs, layers, Loss.HalfSquaredError, Precision.Double, batch, SpareRows: 1, InPlace: false, Classes: false, new OptimizerSpec(OptimizerKind.Sgd, 0.1), Seed: 1);

    private static void AssertSeenTwice(NetworkSpec spec, Func<string, string> fault)
    {
        bool isPlanted = false;
        IReadOnlyList<Failure> failures = NetworkFuzz.CheckAll([spec], new Tally(), text =>
        {
            // What is written out runs where there are no kernels.
            string plain = spec == s_written ? KernelSwitch().Replace(text, "$1 false;") : text;
            string changed = fault(plain);
            isPlanted |= changed != plain;
            return changed;
        })[0];
        Assert.True(isPlanted, "The generated text has changed: plant the fault where the emitter writes it now.");
        string[] seenBy = [.. failures.Select(failure => Way(failure.Kind)).OfType<string>().Distinct()];
        Assert.True(seenBy.Length >= 2, $"Seen by {string.Join(", ", seenBy)} alone: {string.Join("\n", failures)}");
    }

    private static string? Way(Kind kind) => kind switch
    {
        Kind.Reference or Kind.Optimizer => "reference",
        Kind.NumericGradient => "numeric gradient",
        Kind.Singles or Kind.SampleOrder or Kind.Accumulation or Kind.UnitOrder => "the network against itself",
        _ => null,
    };

    [GeneratedRegex(@"(internal static bool (?:AreSupported|InferSamples) =>) [^;]+;")]
    private static partial Regex KernelSwitch();

    [GeneratedRegex(@"(dW1\[\d+\]) \+=")]
    private static partial Regex GradientOfWeight();

    [GeneratedRegex(@"W2\[(\d+)\] \* delta2")]
    private static partial Regex BackwardWeight();

    [GeneratedRegex(@"(gradients = workspace\.Gradients;\s+int samples = workspace\.SampleCount);")]
    private static partial Regex BackwardSamples();

    [GeneratedRegex(@"a1\[(\d+)\] = .*Sigmoid\(z1_\d+\);")]
    private static partial Regex StoredActivation();
}
