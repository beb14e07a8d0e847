using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz;

/// <summary>
/// Inputs and targets of a random network, all of them exact in single precision. A sample that comes close to a kink of an activation or of
/// the loss, where two right implementations may take different sides, is drawn again.
/// </summary>
internal sealed class CaseData
{
    private const double Margin = 1e-4;
    private const int MostTries = 60;

    private CaseData(double[][] inputs, double[][] targets, int[]? classes, double[][] outputGradients, bool isClear)
    {
        Inputs = inputs;
        Targets = targets;
        Classes = classes;
        OutputGradients = outputGradients;
        IsClear = isClear;
    }

    public double[][] Inputs { get; }

    public double[][] Targets { get; }

    /// <summary>The targets as class indices, where they are one-hot.</summary>
    public int[]? Classes { get; }

    /// <summary>A ∂L/∂ŷ of a loss of the caller's own.</summary>
    public double[][] OutputGradients { get; }

    /// <summary>Whether every sample stays away from the kinks.</summary>
    public bool IsClear { get; }

    public static CaseData Draw(NetworkSpec spec, NaiveNetwork naive)
    {
        var random = new Random(spec.Seed);
        double[][] inputs = new double[spec.Batch][];
        double[][] targets = new double[spec.Batch][];
        double[][] gradients = new double[spec.Batch][];
        int[]? classes = spec.Loss == Loss.CategoricalCrossEntropy && spec.Classes ? new int[spec.Batch] : null;
        bool isClear = true;
        for (int s = 0; s < spec.Batch; s++)
        {
            int tries = 0;
            do
            {
                inputs[s] = Normals(random, spec.Inputs);
            }
            while (!IsFarFromKinks(spec, naive, inputs[s]) && ++tries < MostTries);

            isClear &= tries < MostTries;
            double[] output = naive.Forward([inputs[s]])[0];
            targets[s] = Target(spec, random, output, out int index);
            gradients[s] = Normals(random, spec.Outputs);
            if (classes is not null)
            {
                classes[s] = index;
            }
        }

        return new CaseData(inputs, targets, classes, gradients, isClear);
    }

    /// <summary>Whether all samples stay away from the kinks of the network as it is now.</summary>
    public bool IsClearOf(NetworkSpec spec, NaiveNetwork naive)
    {
        double[][] outputs = naive.Forward(Inputs);
        for (int s = 0; s < Inputs.Length; s++)
        {
            bool isOff = !IsFarFromKinks(spec, naive, Inputs[s])
                || (spec.Loss == Loss.MeanAbsoluteError && outputs[s].Zip(Targets[s]).Any(pair => Math.Abs(pair.First - pair.Second) < Margin));
            if (isOff)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFarFromKinks(NetworkSpec spec, NaiveNetwork naive, double[] input)
    {
        double[][] z = naive.PreActivations(input);
        for (int layer = 0; layer < z.Length; layer++)
        {
            double[] kinks = NaiveMath.Kinks(spec.Layers[layer].Activation, spec.Layers[layer].EffectiveSlope);
            double margin = Margin * Math.Max(1e-2, Tensors.Largest(z[layer]));
            if (kinks.Any(kink => z[layer].Any(value => Math.Abs(value - kink) < margin)))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Target(NetworkSpec spec, Random random, double[] output, out int index)
    {
        int n = output.Length;
        index = random.Next(n);
        double[] target = new double[n];
        switch (spec.Loss)
        {
            case Loss.CategoricalCrossEntropy when spec.Classes || random.Next(3) == 0:
                target[index] = 1;
                break;
            case Loss.CategoricalCrossEntropy:
                // Soft targets; their sum is not always 1.
                double[] soft = Array.ConvertAll(target, _ => random.NextDouble());
                double scale = random.Next(2) == 0 ? 1 / soft.Sum() : 1;
                target = Array.ConvertAll(soft, value => (double)(float)(value * scale));
                break;
            case Loss.BinaryCrossEntropy:
                target = Array.ConvertAll(target, _ => random.Next(3) == 0 ? (double)(float)random.NextDouble() : random.Next(2));
                break;
            default:
                for (int j = 0; j < n; j++)
                {
                    do
                    {
                        target[j] = (float)(Normal(random) * (1 + (Math.Abs(output[j]) / 2)));
                    }
                    while (Math.Abs(target[j] - output[j]) < 1e-3 * Math.Max(1, Math.Abs(output[j])));
                }

                break;
        }

        return target;
    }

    private static double[] Normals(Random random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)Normal(random);
        }

        return values;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
