using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Inputs, targets and weights of a random graph, all of them exact in single precision. Values are rows, see <see cref="NaiveForward"/>.</summary>
internal sealed class GraphData
{
    private const int MostTries = 20;

    private GraphData(double[][] inputs, double[][] targets, int[]? classes, double[][] outputGradients, double[]? weights)
    {
        Inputs = inputs;
        Targets = targets;
        Classes = classes;
        OutputGradients = outputGradients;
        Weights = weights;
    }

    public double[][] Inputs { get; }

    public double[][] Targets { get; }

    /// <summary>The targets as class indices, where they are one-hot.</summary>
    public int[]? Classes { get; }

    /// <summary>A ∂L/∂ŷ of a loss of the caller's own.</summary>
    public double[][] OutputGradients { get; }

    /// <summary>The weights of the samples; null where each counts alike.</summary>
    public double[]? Weights { get; }

    /// <summary>What the network's own loss is computed from; ∂L/∂ŷ where it has none.</summary>
    public NaiveGoal GoalOf(Loss loss) => loss == Loss.None ? GivenGradient : new NaiveGoal(Targets, null, Weights);

    /// <summary>A given ∂L/∂ŷ.</summary>
    public NaiveGoal GivenGradient => new(null, OutputGradients, null);

    /// <summary>Draws them.</summary>
    /// <param name="spec">The graph.</param>
    /// <param name="run">Runs the naive reference over inputs in training, or not, exactly and with rounding errors.</param>
    public static GraphData Draw(GraphSpec spec, Func<double[][], bool, NaiveForward[]> run)
    {
        var random = new Random(spec.Seed);
        double[][] inputs = Clear(spec, random, rows => [run(rows, true), run(rows, false)]);
        double[][] outputs = run(inputs, true)[0].Values[^1];
        int[] classes = [.. outputs.Select(row => random.Next(row.Length))];
        double[][] targets = [.. outputs.Select((output, row) => Target(spec, random, output, classes[row]))];
        double[][] gradients = Array.ConvertAll(outputs, row => Normals(random, row.Length));
        double[] weights = [.. Enumerable.Range(0, spec.Batch).Select(_ => new[] { 0, 0.5, 1, 1.25, 2 }[random.Next(5)])];
        return new GraphData(inputs, targets, spec.Classes ? classes : null, gradients, spec.IsWeighted ? weights : null);
    }

    /// <summary>
    /// Draws inputs. Samples that come close to a kink, where two right implementations may take different sides, are drawn again. (They move the others, where batches
    /// are normalized: some stay.)
    /// </summary>
    /// <param name="spec">The graph.</param>
    /// <param name="random">What they are drawn from.</param>
    /// <param name="run">Runs the naive reference in every way in which it must be clear, each exactly and with rounding errors.</param>
    public static double[][] Clear(GraphSpec spec, Random random, Func<double[][], NaiveForward[][]> run)
    {
        int positions = spec.Input.Positions;
        double[][] inputs = [.. Enumerable.Range(0, spec.Batch * positions).Select(_ => Normals(random, spec.Input.Channels))];
        for (int i = 0; i < MostTries; i++)
        {
            HashSet<int> near = [.. run(inputs).SelectMany(passes => Kinks.SamplesNear(spec, passes))];
            if (near.Count == 0)
            {
                break;
            }

            foreach (int row in near.SelectMany(s => Enumerable.Range(s * positions, positions)))
            {
                inputs[row] = Normals(random, spec.Input.Channels);
            }
        }

        return inputs;
    }

    /// <summary>Numbers that are distributed normally.</summary>
    public static double[] Normals(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)Normal(random))];

    private static double[] Target(GraphSpec spec, Random random, double[] output, int index)
    {
        double[] target = new double[output.Length];
        switch (spec.Loss)
        {
            case Loss.CategoricalCrossEntropy when spec.Classes || random.Next(3) == 0:
                target[index] = 1;
                return target;
            case Loss.CategoricalCrossEntropy:
                // Soft targets; their sum is not always 1.
                double[] soft = Array.ConvertAll(target, _ => random.NextDouble());
                double scale = random.Next(2) == 0 ? 1 / soft.Sum() : 1;
                return Array.ConvertAll(soft, value => (double)(float)(value * scale));
            case Loss.BinaryCrossEntropy:
                return Array.ConvertAll(target, _ => random.Next(3) == 0 ? (double)(float)random.NextDouble() : random.Next(2));
            default:
                // Away from the output, where the mean absolute error has its kink.
                double size = 1 + Tensors.Largest(output);
                return Array.ConvertAll(output, value => (double)(float)(value + (size * (0.01 + random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1))));
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
