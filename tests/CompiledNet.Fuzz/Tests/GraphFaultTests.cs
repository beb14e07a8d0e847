using CompiledNet.Fuzz.Graphs;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>A test of the tests: faults that layers and their wiring could have, each planted into a small graph, must be seen.</summary>
public sealed class GraphFaultTests
{
    private static readonly GraphNode s_dense = new(NodeKind.Dense, [0], 4, Activation.Tanh);

    // The output of the first layer is read by two, the input by two.
    private static readonly GraphSpec s_residual = Plain(
        3,
        s_dense,
        new GraphNode(NodeKind.Dense, [1], 4, Activation.Sigmoid),
        new GraphNode(NodeKind.Add, [2, 1], Activation: Activation.Tanh),
        new GraphNode(NodeKind.Concatenate, [3, 0]),
        new GraphNode(NodeKind.Dense, [4], 2));

    private static readonly GraphSpec s_layerNorm = Between(new GraphNode(NodeKind.LayerNorm, [1], Activation: Activation.Sigmoid));

    private static readonly GraphSpec s_batchNorm = Between(new GraphNode(NodeKind.BatchNorm, [1], Activation: Activation.Sigmoid));

    private static readonly GraphSpec s_dropout = Between(new GraphNode(NodeKind.Dropout, [1], Rate: 0.5));

    private static readonly GraphSpec s_prelu = Between(new GraphNode(NodeKind.PReLU, [1]));

    // Enough work for two threads.
    private static readonly GraphSpec s_shared = new(GraphShape.Vector(33), [s_dense with { Units = 33 }, s_dropout.Nodes[1], s_dropout.Last], Loss.HalfSquaredError, Threads: 2);

    private static readonly GraphSpec s_joins = Plain(
        4,
        s_dense,
        new GraphNode(NodeKind.Multiply, [1, 0], Activation: Activation.Sigmoid),
        new GraphNode(NodeKind.Concatenate, [2, 1]),
        new GraphNode(NodeKind.Dense, [3], 2));

    // In each test run.
    private static readonly GraphFault[] s_some =
    [
        new("a second reader sets ∂L/∂a", s_residual, "BackwardLayer2", @"(da1\[\d+\]) \+=", "$1 ="),
        new("a second reader sets ∂L/∂x", s_residual, "BackwardLayer1", @"(dx\[\d+\]) \+=", "$1 ="),
        new("a part is joined one place too early", s_joins, "ForwardLayer3", @"a3\.Slice\(4\)", "a3.Slice(3)"),
        new("∂L/∂input of a part begins one place too early", s_joins, "BackwardLayer3", @"delta3\[4 \+ j\]", "delta3[3 + j]"),
        new("the mean is left out", s_layerNorm, "ForwardLayer2", @"mean \+= a1\[j\]", "mean += 0d"),
        new("the mean of g is left out", s_layerNorm, "BackwardLayer2", @" - gMean", ""),
        new("Σδ is left out", s_batchNorm, "BackwardLayer2", @" - sum\[j\] \* perSample", ""),
        new("Σ(δ ⊙ x̂) is left out", s_batchNorm, "BackwardLayer2", @" - \(\(a1\[j\] - mu\[j\]\) \* inverse\[j\]\) \* product\[j\] \* perSample", ""),
        new("the mask is left out of the way back", s_dropout, "BackwardLayer2", @"m2\[j\] \* ", ""),
        new("a kernel's second reader sets ∂L/∂a", Fast(s_residual), "ShapeOfLayer2", @"(AddsInputGradient .*)true", "$1false"),
        new("threads draw the masks of the first samples", s_shared, "ForwardLayer2", "firstSample, samples, rate", "0, samples, rate"),
    ];

    private static readonly GraphFault[] s_others =
    [
        new("the first reader adds to what the pass before has left", s_residual, "BackwardLayer3", @"(da1\[j\]) =", "$1 +="),
        new("a sum leaves out a term", s_residual, "ForwardLayer3", @" \+ a1\[j\]", ""),
        new("a sum hands its δ on without σ′", s_residual, "BackwardLayer3", @"delta3\[j\] \*= .+;", ""),
        new("a sum hands its δ on to one of two terms", s_residual, "BackwardLayer3", @"da1\[j\] = delta3\[j\];", "da1[j] = 0d;"),
        new("a product takes another factor", s_joins, "ForwardLayer2", @"a1\[j\] \* x\[j\]", "a1[j] * a1[j]"),
        new("a product hands δ on without the other factor", s_joins, "BackwardLayer2", @"delta2\[j\] \* x\[j\]", "delta2[j]"),
        new("a product hands δ on times its own factor", s_joins, "BackwardLayer2", @"delta2\[j\] \* x\[j\]", "delta2[j] * a1[j]"),
        new("the mean is left out of inference alone", s_layerNorm, "InferLayer2", @"mean \+= a1\[j\]", "mean += 0d"),
        new("the variance is that of a sample", s_layerNorm, "ForwardLayer2", @"variance / 4", "variance / 3"),
        new("ε is left out", s_layerNorm, "ForwardLayer2", @" \+ 1E-05d", ""),
        new("the mean of g ⊙ x̂ is left out", s_layerNorm, "BackwardLayer2", @" - \(a1\[j\] - n2\[0\]\) \* n2\[1\] \* gxMean", ""),
        new("dγ takes x and not x̂", s_layerNorm, "BackwardLayer2", @"(dgamma\[j\] \+= delta2\[j\] \*) normalized", "$1 a1[j]"),
        new("out of training μ and v are taken to depend on x", s_batchNorm, "BackwardLayer2", @"workspace\.WasTraining \?", "true ?"),
        new("in training the running averages normalize", s_batchNorm, "ForwardLayer2", @"!training", "true"),
        new("out of training the batch normalizes", s_batchNorm, "ForwardLayer2", @"!training", "false"),
        new("the running variance is that of the population", s_batchNorm, "ForwardLayer2", @" \* samples / \(samples - 1d\)", ""),
        new("the running mean takes another share", s_batchNorm, "ForwardLayer2", @"0\.1d \* mean", "0.2d * mean"),
        new("one sample renews the running variance", s_batchNorm with { Batch = 1 }, "ForwardLayer2", @"samples > 1", "samples > 0"),
        new("inference leaves out the running mean", s_batchNorm, "InferLayer2", @" - runningMean\[j\]", ""),
        new("dγ is set and not added to", s_batchNorm, "BackwardLayer2", @"dgamma\[j\] \+=", "dgamma[j] ="),
        new("the mask of the first sample is every sample's", s_dropout, "ForwardLayer2", @"M2\.Slice\(s \* 4, 4\)", "M2.Slice(0, 4)"),
        new("what is kept is not made larger", s_dropout, "ForwardLayer2", @"m2\[j\] \*", "0.5d * m2[j] *"),
        new("a slope takes positive numbers too", s_prelu, "BackwardLayer2", @"a1\[j\] > 0d \? 0d", "false ? 0d"),
        new("positive numbers are passed back by the slope", s_prelu, "BackwardLayer2", @"a1\[j\] > 0d \? delta2", "false ? delta2"),
        new("a kernel joins a part one place too early", Fast(s_joins), "ForwardLayer3", @"Unsafe\.Add\(ref z, 4\)", "Unsafe.Add(ref z, 3)"),
        new("a kernel hands δ of a part on one place too early", Fast(s_joins), "PassBackLayer3", @"Unsafe\.Add\(ref delta, 4\)", "Unsafe.Add(ref delta, 3)"),
        new("a kernel leaves the mask out of the way back", Fast(s_dropout), "PassBackLayer2", "ref m, 4", "ref delta, 4"),
    ];

    private static readonly Lazy<IReadOnlyList<(bool IsPlanted, IReadOnlyList<Failure> Seen)>> s_resultsOfSome = new(() => GraphFault.Run(s_some));

    private static readonly Lazy<IReadOnlyList<(bool IsPlanted, IReadOnlyList<Failure> Seen)>> s_resultsOfOthers = new(() => GraphFault.Run(s_others));

    public static TheoryData<string> Some => NamesOf(s_some);

    public static TheoryData<string> Others => NamesOf(s_others);

    [Theory]
    [MemberData(nameof(Some))]
    public void It_is_seen(string name) => AssertSeen(s_some, s_resultsOfSome.Value, name);

    [LongTheory]
    [MemberData(nameof(Others))]
    public void It_is_seen_too(string name) => AssertSeen(s_others, s_resultsOfOthers.Value, name);

    [Fact]
    public void Without_a_fault_nothing_is_seen() =>
        Assert.Empty(GraphFuzz.CheckAll([.. s_some.Concat(s_others).Select(fault => fault.Spec).Distinct()], new Tally()).SelectMany(failures => failures));

    [Fact]
    public void Each_has_a_name_of_its_own() => Assert.Equal(
        s_some.Length + s_others.Length, s_some.Concat(s_others).Select(fault => fault.Name).Distinct().Count());

    // Faults of kernels are seen where kernels run.
    private static TheoryData<string> NamesOf(GraphFault[] faults) =>
        [.. faults.Where(fault => !fault.Spec.Vectorize || KernelTests.ReasonToSkip is null).Select(fault => fault.Name)];

    private static void AssertSeen(GraphFault[] faults, IReadOnlyList<(bool IsPlanted, IReadOnlyList<Failure> Seen)> results, string name)
    {
        int index = Array.FindIndex(faults, fault => fault.Name == name);
        (bool isPlanted, IReadOnlyList<Failure> seen) = results[index];

        Assert.True(isPlanted, $"The emitted text of {faults[index].Method} has changed: plant the fault where the emitter writes it now.");
        Assert.True(seen.Count > 0, $"Nobody sees it in\n{faults[index].Spec}");
        Assert.DoesNotContain(seen, failure => failure.Kind == Kind.Exception);
    }

    private static GraphSpec Plain(int inputs, params GraphNode[] nodes) => new(GraphShape.Vector(inputs), nodes, Loss.HalfSquaredError, Vectorize: false);

    // A layer between two dense ones.
    private static GraphSpec Between(GraphNode node) => Plain(3, s_dense, node, new GraphNode(NodeKind.Dense, [2], 2));

    private static GraphSpec Fast(GraphSpec spec) => spec with { Vectorize = true };
}
