namespace CompiledNet.Fuzz;

/// <summary>
/// Networks without kernels in which every activation and every loss occurs: each activation in hidden layers, one unrolled and one of loops; each under each loss in an
/// output layer, which is unrolled for half of the losses and loops for the others; and each with classes.
/// </summary>
internal static class PlainNetworks
{
    public static IReadOnlyList<NetworkSpec> All { get; } =
    [
        .. Enum.GetValues<Activation>().Select(Hidden),
        .. from activation in Enum.GetValues<Activation>()
           from loss in Enum.GetValues<Loss>()
           select Output(activation, loss),
        .. from activation in Enum.GetValues<Activation>()
           select Output(activation, Loss.CategoricalCrossEntropy, classes: true),
    ];

    /// <summary>Three layers of an activation, with 12, 72 and 72 weights: more than 64 are loops.</summary>
    public static NetworkSpec Hidden(Activation activation) =>
        Declare(3, Loss.HalfSquaredError, Layer(4, activation), Layer(18, activation), Layer(4, activation));

    /// <summary>One layer of an activation under a loss, of 12 or of 72 weights.</summary>
    public static NetworkSpec Output(Activation activation, Loss loss, bool classes = false)
    {
        int inputs = ((int)activation + (int)loss + (classes ? 1 : 0)) % 2 == 0 ? 3 : 18;
        return Declare(inputs, loss, Layer(4, activation)) with
        {
            InPlace = inputs == 3,
            Classes = classes,
            OutputBias = loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy ? HalfAt(activation) : null,
        };
    }

    private static NetworkSpec Declare(int inputs, Loss loss, params LayerSpec[] layers) => new(
        inputs,
        layers,
        loss,
        Precision.Double,
        Batch: 5,
        SpareRows: 2,
        InPlace: false,
        Classes: false,
        new OptimizerSpec(OptimizerKind.Sgd, 0.01),
        Seed: 3,
        Vectorize: false);

    // With slopes that are not the default's, and none 1.
    private static LayerSpec Layer(int units, Activation activation) => new(
        units,
        activation,
        Slope: activation is Activation.ELU or Activation.LeakyReLU ? 0.7 : null,
        BiasInitializer: BiasInitializer.Uniform);

    // Where the activation is about a half; null where it lies between 0 and 1 anyway.
    private static double? HalfAt(Activation activation) => activation switch
    {
        Activation.Sigmoid or Activation.Softmax => null,
        Activation.HardSigmoid => 0,
        Activation.Softplus => -0.4,
        Activation.GELU or Activation.SiLU or Activation.Mish or Activation.HardSwish => 0.75,
        _ => 0.5,
    };
}
