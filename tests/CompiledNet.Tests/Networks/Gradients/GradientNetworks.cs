namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>The networks of this folder by loss and activation, and data on which their losses are smooth.</summary>
public static class GradientNetworks
{
    private const int Samples = 3;

    private static readonly Type[] s_groups =
    [
        typeof(UnderHalfSquaredError),
        typeof(UnderSquaredError),
        typeof(UnderMeanSquaredError),
        typeof(UnderMeanAbsoluteError),
        typeof(UnderHuber),
        typeof(UnderBinaryCrossEntropy),
        typeof(UnderCategoricalCrossEntropy),
    ];

    /// <summary>Every activation under half the squared error, and four of them under every other loss. The others of the pairs are tests of CompiledNet.Fuzz.</summary>
    public static TheoryData<Loss, Activation> All
    {
        get
        {
            var all = new TheoryData<Loss, Activation>();
            foreach (Loss loss in Enum.GetValues<Loss>().Where(loss => loss != Loss.None))
            {
                foreach (Activation activation in Enum.GetValues<Activation>().Where(activation => Find(loss, activation) is not null))
                {
                    all.Add(loss, activation);
                }
            }

            return all;
        }
    }

    /// <summary>A new network of a loss and an activation.</summary>
    internal static INetwork<double> Create(Loss loss, Activation activation) =>
        (INetwork<double>)Activator.CreateInstance(Find(loss, activation)!, 17L)!;

    /// <summary>
    /// A network with inputs and targets. Under the cross-entropies the outputs are between 0 and 1 whatever the activation: the
    /// last layer's weights are small, and its biases where the activation is about ½.
    /// </summary>
    internal static (INetwork<double> Network, double[] Input, double[] Target) CreateWithData(Loss loss, Activation activation)
    {
        INetwork<double> network = Create(loss, activation);
        var random = new SeededRandom(3, -(int)loss);
        double[] input = Draw(Samples * network.InputSize, -2, 2, ref random);
        if (activation is Activation.HardSigmoid or Activation.HardSwish)
        {
            // Some z beyond ±3, where the derivative is another one.
            Scale(network.Layer(0).Weights, 2.5);
        }

        if (loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy)
        {
            Scale(network.Layer(1).Weights, activation is Activation.Sigmoid or Activation.Softmax ? 1 : 0.05);
            for (int unit = 0; unit < network.OutputSize; unit++)
            {
                network.Layer(1).Biases[unit] = activation == Activation.Softplus ? -0.2 : 0.5;
            }
        }

        return (network, input, Targets(loss, network.OutputSize, ref random));
    }

    private static Type? Find(Loss loss, Activation activation) =>
        s_groups.Single(type => type.Name == "Under" + loss).GetNestedType(activation + "Network");

    private static double[] Targets(Loss loss, int outputs, ref SeededRandom random)
    {
        if (loss is not Loss.BinaryCrossEntropy and not Loss.CategoricalCrossEntropy)
        {
            // Errors on both sides of Huber's ±1.
            return Draw(Samples * outputs, -3, 3, ref random);
        }

        double[] target = Draw(Samples * outputs, 0, 1, ref random);
        if (loss == Loss.CategoricalCrossEntropy)
        {
            double sum = target[..outputs].Sum();
            for (int k = 0; k < outputs; k++)
            {
                target[k] /= sum;
            }
        }

        // The other samples: one-hot.
        for (int s = 1; s < Samples; s++)
        {
            Array.Clear(target, s * outputs, outputs);
            target[(s * outputs) + (s % outputs)] = 1;
        }

        return target;
    }

    private static void Scale(MatrixView<double> matrix, double factor)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                matrix[row, column] *= factor;
            }
        }
    }

    private static double[] Draw(int count, double from, double to, ref SeededRandom random)
    {
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++)
        {
            numbers[k] = from + ((to - from) * random.NextDouble());
        }

        return numbers;
    }
}
