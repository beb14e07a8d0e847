namespace CompiledNet.Fuzz;

/// <summary>
/// Networks of the sizes at which registers are whole, begin, or are stored in part: of softmax layers, of outputs, of gradients of the input, and of sums over
/// one sample that take several inputs in a register or read the weights at several places.
/// </summary>
internal static class SizeNetworks
{
    private static readonly int[] s_units = [1, 2, 3, 4, 5, 8, 10, 15, 16, 17, 33, 100];

    private static readonly int[] s_inputs = [1, 3, 5, 16, 17, 20, 33];

    // One below and above whole steps of 16 and 8; the others have weights of more than the first-level cache. Those of 8 units have no biases.
    private static readonly (int Inputs, int Units)[] s_sums =
    [
        .. from inputs in new[] { 15, 31, 33, 35, 47 }
           from units in new[] { 3, 8 }
           select (inputs, units),
        (801, 13), (299, 40), (150, 65), (131, 70), (99, 130), (43, 260), (3, 3000),
    ];

    /// <summary>A softmax under its loss, by targets and by classes, under another loss, and hidden; then every size of output and of input.</summary>
    public static IReadOnlyList<NetworkSpec> All { get; } =
    [
        .. from precision in Enum.GetValues<Precision>()
           from units in s_units
           from spec in new[]
           {
               Declare(precision, 6, Loss.CategoricalCrossEntropy, new LayerSpec(units, Activation.Softmax)),
               Declare(precision, 6, Loss.CategoricalCrossEntropy, new LayerSpec(units, Activation.Softmax)) with { Classes = true },
               Declare(precision, 6, Loss.HalfSquaredError, new LayerSpec(units, Activation.Softmax), new LayerSpec(3, Activation.Softmax)),
           }
           select spec,
        .. from precision in Enum.GetValues<Precision>()
           from units in s_units
           select Declare(precision, 6, Loss.HalfSquaredError, new LayerSpec(units, Activation.Identity)),
        .. from precision in Enum.GetValues<Precision>()
           from inputs in s_inputs
           from units in new[] { 3, 13 }
           select Declare(precision, inputs, Loss.HalfSquaredError, new LayerSpec(units, Activation.Tanh), new LayerSpec(2, Activation.Identity)),
        .. from precision in Enum.GetValues<Precision>()
           from sum in s_sums
           select Declare(
               precision, sum.Inputs, Loss.HalfSquaredError, new LayerSpec(sum.Units, Activation.Tanh, Bias: sum.Units != 8), new LayerSpec(3, Activation.Identity)),
        .. from precision in Enum.GetValues<Precision>()
           from units in new[] { 32, 37, 45 }
           select Declare(precision, 5, Loss.HalfSquaredError, new LayerSpec(units, Activation.Tanh), new LayerSpec(3, Activation.Identity)),
    ];

    /// <summary>Those of single precision whose sums over one sample are the subject.</summary>
    public static IReadOnlyList<NetworkSpec> Sums { get; } =
        [.. All.Where(spec => spec.Precision == Precision.Single && s_sums.Contains((spec.Inputs, spec.Layers[0].Units)))];

    /// <summary>Checks every Nth of them.</summary>
    /// <returns>The first that is wrong, declared, with what is wrong; null where none is.</returns>
    public static string? Check(int step)
    {
        NetworkSpec[] specs = [.. All.Where((_, i) => i % step == 0)];
        IReadOnlyList<Failure>[] failures = NetworkFuzz.CheckAll(specs, new Tally());
        int failed = Array.FindIndex(failures, list => list.Count > 0);
        return failed < 0 ? null : $"{specs[failed]}\n{string.Join("\n", failures[failed])}";
    }

    private static NetworkSpec Declare(Precision precision, int inputs, Loss loss, params LayerSpec[] layers) => new(
        inputs,
        layers,
        loss,
        precision,
        Batch: 14,
        SpareRows: 1,
        InPlace: false,
        Classes: false,
        new OptimizerSpec(OptimizerKind.Sgd, 0.1),
        Seed: 1);
}
