using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>What a graph is run on.</summary>
/// <param name="Inputs">The rows of the samples.</param>
/// <param name="IsTraining">Whether batch normalization measures the batch, and dropout drops.</param>
/// <param name="Masks">Of each dropout, by its value: the factors of each row.</param>
/// <param name="Before">The steps before these, of the same samples; null where the state is zero.</param>
internal sealed record NaiveBatch(double[][] Inputs, bool IsTraining, IReadOnlyDictionary<int, double[][]> Masks, NaiveForward? Before = null);

/// <summary>What a loss is computed from.</summary>
/// <param name="Targets">The targets of each row of the output; null where ∂L/∂ŷ is given.</param>
/// <param name="OutputGradients">A given ∂L/∂ŷ.</param>
/// <param name="Weights">The weights of the samples; null where each counts alike.</param>
internal sealed record NaiveGoal(double[][]? Targets, double[][]? OutputGradients, double[]? Weights);

/// <summary>What a way back gave.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Gradients">The gradients of the parameters, by the names of their tensors.</param>
/// <param name="InputGradients">∂L/∂x of each row.</param>
internal sealed record NaiveGradients(double Loss, IReadOnlyDictionary<string, NaiveSums> Gradients, NaiveSums[] InputGradients);

/// <summary>
/// A graph as a textbook computes it, in double: layer after layer, row after row, number after number. Gradients are accumulated by value. A roundoff other
/// than 0 plays an implementation in that precision, see <see cref="NaiveRounding"/>.
/// </summary>
/// <param name="spec">The graph.</param>
/// <param name="parameters">Its tensors, row-major, by their names.</param>
internal sealed class NaiveGraph(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters)
{
    /// <summary>Forward propagation.</summary>
    public NaiveForward Forward(NaiveBatch batch, NaiveRounding rounding)
    {
        var pass = new NaiveForward(spec, batch, rounding);
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            double[][] z = Sum(pass, value, node);
            pass.Keep(value, z, node.HasActivation
                ? Array.ConvertAll(z, row => ActivationOf(node).Apply(row, rounding))
                : z);
        }

        return pass;
    }

    /// <summary>The mean loss, of each row's.</summary>
    public double Loss(NaiveForward pass, NaiveGoal goal) => Shares(pass, goal).Sum();

    /// <summary>Backward propagation.</summary>
    public NaiveGradients Backward(NaiveForward pass, NaiveGoal goal)
    {
        GraphNode last = spec.Last;
        double[][] delta = new double[pass.Values[^1].Length][];
        for (int row = 0; row < delta.Length; row++)
        {
            double[] z = pass.PreActivations[^1][row];
            double[] a = pass.Values[^1][row];
            delta[row] = goal.Targets is { } targets
                ? Array.ConvertAll(LossOf(last).Delta(z, a, targets[row], pass.Rounding), d => d * ShareOf(row, pass, goal))
                : ActivationOf(last).TimesDerivative(z, a, goal.OutputGradients![row], pass.Rounding);
        }

        var back = new NaiveBackward(spec, pass, parameters);
        back.PassBack(spec.Nodes.Count, delta);
        for (int value = spec.Nodes.Count - 1; value >= 1; value--)
        {
            back.PassBack(value, back.DeltaOf(value, ActivationOf(spec.Nodes[value - 1])));
        }

        return new NaiveGradients(goal.Targets is null ? 0 : Loss(pass, goal), back.RoundedGradients(), back.RoundedInputGradients());
    }

    /// <summary>The running averages after a Forward of training, by the names of their tensors.</summary>
    public IReadOnlyDictionary<string, double[]> StatisticsAfter(NaiveForward pass)
    {
        var statistics = new Dictionary<string, double[]>();
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            if (node.Kind != NodeKind.BatchNorm)
            {
                continue;
            }

            int m = pass.Values[value].Length;
            double share = node.EffectiveMomentum;
            double[] mean = [.. Tensor(value, "running_mean")];
            double[] variance = [.. Tensor(value, "running_var")];
            for (int j = 0; j < mean.Length && pass.IsTraining; j++)
            {
                NaiveMoments moments = pass.Moments[value][j];
                mean[j] = ((1 - share) * mean[j]) + (share * moments.Mean);
                if (m > 1)
                {
                    variance[j] = ((1 - share) * variance[j]) + (share * moments.Variance * m / (m - 1));
                }
            }

            statistics.Add($"{spec.NameOf(value)}.running_mean", mean);
            statistics.Add($"{spec.NameOf(value)}.running_var", variance);
        }

        return statistics;
    }

    private static NaiveActivation ActivationOf(GraphNode node) => new(node.Activation, node.EffectiveSlope);

    private NaiveLoss LossOf(GraphNode last) => new(spec.Loss, ActivationOf(last));

    private double[] Shares(NaiveForward pass, NaiveGoal goal)
    {
        NaiveLoss loss = LossOf(spec.Last);
        double[] shares = new double[pass.Values[^1].Length];
        for (int row = 0; row < shares.Length; row++)
        {
            double share = loss.Of(pass.PreActivations[^1][row], pass.Values[^1][row], goal.Targets![row], pass.Rounding);
            shares[row] = pass.Rounding.Off(share, Math.Abs(share)) * ShareOf(row, pass, goal);
        }

        return shares;
    }

    // The share of a row in the mean loss: each row counts alike, times the weight of its sample.
    private static double ShareOf(int row, NaiveForward pass, NaiveGoal goal) =>
        (goal.Weights?[row / pass.Shapes[^1].Positions] ?? 1) / pass.Values[^1].Length;

    private double[] Tensor(int value, string name) => parameters[$"{spec.NameOf(value)}.{name}"];

    // z of a layer, of each row.
    private double[][] Sum(NaiveForward pass, int value, GraphNode node)
    {
        double[][] x = pass.Values[node.Inputs[0]];
        return node.Kind switch
        {
            NodeKind.Dense => Array.ConvertAll(x, row => Dense(value, node, row, pass.Rounding)),
            NodeKind.Activate => x,
            NodeKind.PReLU => Array.ConvertAll(x, row => PReLU(value, row, pass.Rounding)),
            NodeKind.Dropout => [.. x.Select((numbers, row) => Product(numbers, pass.MaskOf(value)[row], pass.Rounding))],
            NodeKind.LayerNorm => LayerNorm(pass, value, node, x),
            NodeKind.BatchNorm => BatchNorm(pass, value, node, x),
            NodeKind.Add => Join(pass, node, (one, other) => Sum(one, other, pass.Rounding)),
            NodeKind.Multiply => Join(pass, node, (one, other) => Product(one, other, pass.Rounding)),
            NodeKind.Concatenate => Join(pass, node, (one, other) => [.. one, .. other]),
            _ => NaiveLayer.Of(spec, parameters, value).Forward(pass),
        };
    }

    private double[] Dense(int value, GraphNode node, double[] x, NaiveRounding rounding)
    {
        double[] weights = Tensor(value, "weight");
        var z = new NaiveSums(node.Units);
        for (int j = 0; j < node.Units; j++)
        {
            z.Add(j, node.Bias ? Tensor(value, "bias")[j] : 0);
            for (int i = 0; i < x.Length; i++)
            {
                z.Add(j, weights[(j * x.Length) + i] * x[i]);
            }
        }

        return z.Rounded(rounding);
    }

    private double[] PReLU(int value, double[] x, NaiveRounding rounding)
    {
        double[] slopes = Tensor(value, "weight");
        return [.. x.Select((number, j) => number > 0 ? number : rounding.Off(slopes[j] * number, Math.Abs(slopes[j] * number)))];
    }

    private static double[] Sum(double[] one, double[] other, NaiveRounding rounding) =>
        [.. one.Zip(other, (a, b) => rounding.Off(a + b, Math.Abs(a) + Math.Abs(b)))];

    private static double[] Product(double[] one, double[] other, NaiveRounding rounding) =>
        [.. one.Zip(other, (a, b) => rounding.Off(a * b, Math.Abs(a * b)))];

    private static double[][] Join(NaiveForward pass, GraphNode node, Func<double[], double[], double[]> join)
    {
        double[][] result = pass.Values[node.Inputs[0]];
        foreach (int input in node.Inputs.Skip(1))
        {
            result = [.. result.Zip(pass.Values[input], join)];
        }

        return result;
    }

    private double[][] LayerNorm(NaiveForward pass, int value, GraphNode node, double[][] x)
    {
        NaiveMoments[] moments = Array.ConvertAll(x, row => NaiveMoments.Of(row, node.EffectiveEpsilon, pass.Rounding));
        pass.Moments[value] = moments;
        return Array.ConvertAll(moments, row => Scaled(value, row.Normalized, pass.Rounding));
    }

    private double[][] BatchNorm(NaiveForward pass, int value, GraphNode node, double[][] x)
    {
        double[][] channels = Transposed(x);
        double[] means = Tensor(value, "running_mean");
        double[] variances = Tensor(value, "running_var");
        NaiveMoments[] moments =
        [
            .. channels.Select((channel, j) => pass.IsTraining
                ? NaiveMoments.Of(channel, node.EffectiveEpsilon, pass.Rounding)
                : NaiveMoments.Given(channel, means[j], variances[j], node.EffectiveEpsilon, pass.Rounding)),
        ];
        pass.Moments[value] = moments;
        double[][] normalized = Transposed(Array.ConvertAll(moments, channel => channel.Normalized));
        return Array.ConvertAll(normalized, row => Scaled(value, row, pass.Rounding));
    }

    // γ ⊙ x̂ + β.
    private double[] Scaled(int value, double[] normalized, NaiveRounding rounding)
    {
        double[] scale = Tensor(value, "weight");
        double[] biases = Tensor(value, "bias");
        return [.. normalized.Select((number, j) => rounding.Off((scale[j] * number) + biases[j], Math.Abs(scale[j] * number) + Math.Abs(biases[j])))];
    }

    /// <summary>Rows made columns.</summary>
    public static double[][] Transposed(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => Array.ConvertAll(rows, row => row[column]))];
}
