using System.Text.RegularExpressions;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// Plants a fault into a network and asserts that two of the three kinds of test see it at least: against the reference, against the
/// numeric gradient, and the network against itself.
/// </summary>
internal static partial class PlantedFault
{
    /// <summary>A network whose layers are written out, which is what runs where there are no kernels.</summary>
    public static readonly NetworkSpec Written = Spec(2, 5, new LayerSpec(3, Activation.Sigmoid), new LayerSpec(2, Activation.Sigmoid));

    /// <summary>A network whose layers are vector kernels, of sizes that no register divides, with biases that are not 0.</summary>
    public static readonly NetworkSpec WithKernels = Spec(
        20,
        7,
        new LayerSpec(13, Activation.Tanh, BiasInitializer: BiasInitializer.Uniform),
        new LayerSpec(11, Activation.Identity, BiasInitializer: BiasInitializer.Uniform));

    /// <summary>The same with a batch of one, whose forward propagation has a kernel of its own.</summary>
    public static readonly NetworkSpec OneSample = WithKernels with { Batch = 1 };

    /// <summary>The same with a softmax in the middle.</summary>
    public static readonly NetworkSpec WithSoftmax =
        WithKernels with { Layers = [WithKernels.Layers[0] with { Activation = Activation.Softmax }, WithKernels.Layers[1]] };

    /// <summary>A network whose sums over one sample take several inputs in a register, with three left over.</summary>
    public static readonly NetworkSpec Packed = Spec(35, 7, new LayerSpec(3, Activation.Tanh), new LayerSpec(11, Activation.Identity));

    /// <summary>A network whose weights are read at several places for one sample, with three inputs left over.</summary>
    public static readonly NetworkSpec BeyondCache = Spec(299, 7, new LayerSpec(40, Activation.Tanh), new LayerSpec(3, Activation.Identity));

    /// <summary>Plants an edit of the generated text, which must change something.</summary>
    public static void AssertSeenTwice(NetworkSpec spec, Func<string, string> edit) => Plant(edit, fault => AssertSeenTwice(spec, fault), spec == Written);

    /// <summary>
    /// Plants an edit of what infers one sample: the reference must see it in these tensors, the network's own training in its outputs, and nothing else
    /// may be wrong.
    /// </summary>
    public static void AssertSeenInInference(NetworkSpec spec, Func<string, string> edit, params string[] tensors)
    {
        (Kind, string)[] expected = [.. tensors.Select(name => (Kind.Reference, name)), (Kind.Singles, "outputs of a batch, inferred one by one")];
        Plant(
            edit,
            fault => Assert.Equal(expected, NetworkFuzz.CheckAll([spec], new Tally(), fault)[0].Select(failure => (failure.Kind, failure.What.Split('[')[0]))),
            isWritten: false);
    }

    private static void Plant(Func<string, string> edit, Action<Fault> assert, bool isWritten)
    {
        bool isPlanted = false;
        assert(new Fault(text =>
        {
            string plain = isWritten ? WithoutKernels(text) : text;
            string changed = edit(plain);
            isPlanted |= changed != plain;
            return changed;
        }));
        Assert.True(isPlanted, "The generated text has changed: plant the fault where the emitter writes it now.");
    }

    /// <summary>Plants a class that takes the place of one of the library's kernels, which generated code must use.</summary>
    public static void AssertSeenTwice(NetworkSpec spec, string kernel, string replacement)
    {
        bool isUsed = false;
        AssertSeenTwice(spec, new Fault(
            text =>
            {
                isUsed |= text.Contains($" {kernel}.", StringComparison.Ordinal);

                // Inference of one sample takes its own way, without the library's kernels.
                return SampleSwitch().Replace(text, "$1 false;");
            },
            replacement));
        Assert.True(isUsed, $"Generated code does not use {kernel}: plant the fault into what it uses now.");
    }

    private static void AssertSeenTwice(NetworkSpec spec, Fault fault)
    {
        IReadOnlyList<Failure> failures = NetworkFuzz.CheckAll([spec], new Tally(), fault)[0];
        string[] seenBy = [.. failures.Select(failure => Way(failure.Kind)).OfType<string>().Distinct()];
        Assert.True(seenBy.Length >= 2, $"Seen by {seenBy.Length}: {string.Join(", ", seenBy)}\n{string.Join("\n", failures)}");
    }

    private static string? Way(Kind kind) => kind switch
    {
        Kind.Reference or Kind.Optimizer => "reference",
        Kind.NumericGradient => "numeric gradient",
        Kind.Singles or Kind.SampleOrder or Kind.Accumulation or Kind.UnitOrder => "the network against itself",
        _ => null,
    };

    private static NetworkSpec Spec(int inputs, int batch, params LayerSpec[] layers) => new(
        inputs,
        layers,
        Loss.HalfSquaredError,
        Precision.Double,
        batch,
        SpareRows: 1,
        InPlace: false,
        Classes: false,
        new OptimizerSpec(OptimizerKind.Sgd, 0.1),
        Seed: 1);

    // Neither a step nor the threads that share it take the kernels.
    private static string WithoutKernels(string text) => KernelSwitch().Replace(text, "$1 false;")
        .Replace("if (Vector128.IsHardwareAccelerated)", "if (false)", StringComparison.Ordinal);

    [GeneratedRegex(@"(internal static bool InferSamples =>) [^;]+;")]
    private static partial Regex SampleSwitch();

    [GeneratedRegex(@"(internal static bool (?:AreSupported|InferSamples) =>) [^;]+;")]
    private static partial Regex KernelSwitch();
}
