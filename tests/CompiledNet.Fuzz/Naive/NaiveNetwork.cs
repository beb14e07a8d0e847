namespace CompiledNet.Fuzz.Naive;

/// <summary>One layer: what was declared, and its numbers.</summary>
internal sealed record NaiveLayer(double[,] Weights, double[]? Biases, Activation Activation, double Slope);

/// <summary>What one pass gave.</summary>
internal sealed record NaivePass(
    double[][] Outputs,
    double Loss,
    double[][,] WeightGradients,
    double[]?[] BiasGradients,
    double[][] InputGradients);

/// <summary>
/// Forward and backward propagation as a textbook writes them: two loops for a product, sample after sample. A roundoff other than 0 plays
/// an implementation in that precision: every number is off by up to that share of what was added up to it, at random. How far the
/// results move is how far two right implementations may lie apart.
/// </summary>
internal sealed class NaiveNetwork(NaiveLayer[] layers, Loss loss)
{
    private double _roundoff;
    private Random _random = new(0);

    /// <summary>The outputs of each sample.</summary>
    public double[][] Forward(double[][] inputs) => Array.ConvertAll(inputs, input => Propagate(input)[^1].A);

    /// <summary>The pre-activations of each layer for one sample.</summary>
    public double[][] PreActivations(double[] input) => Array.ConvertAll(Propagate(input), step => step.Z);

    /// <summary>The mean loss over the samples.</summary>
    public double Loss(double[][] inputs, double[][] targets)
    {
        double sum = 0;
        for (int s = 0; s < inputs.Length; s++)
        {
            (double[] z, double[] a) = Propagate(inputs[s])[^1];
            sum += LossOf(z, a, targets[s]);
        }

        return sum / inputs.Length;
    }

    /// <summary>A whole pass from targets.</summary>
    public NaivePass Run(double[][] inputs, double[][] targets, double roundoff = 0, int noise = 0) =>
        Run(inputs, targets, null, roundoff, noise);

    /// <summary>A whole pass from a given ∂L/∂ŷ; the loss is 0.</summary>
    public NaivePass RunFrom(double[][] inputs, double[][] outputGradients, double roundoff = 0, int noise = 0) =>
        Run(inputs, null, outputGradients, roundoff, noise);

    private NaivePass Run(double[][] inputs, double[][]? targets, double[][]? outputGradients, double roundoff, int noise)
    {
        _roundoff = roundoff;
        _random = new Random(noise);
        int samples = inputs.Length;
        var weightGradients = Array.ConvertAll(layers, layer => new double[layer.Weights.GetLength(0), layer.Weights.GetLength(1)]);
        var biasGradients = Array.ConvertAll(layers, layer => layer.Biases is null ? null : new double[layer.Biases.Length]);
        double[][] outputs = new double[samples][];
        double[][] inputGradients = new double[samples][];
        double sum = 0;
        for (int s = 0; s < samples; s++)
        {
            (double[] Z, double[] A)[] steps = Propagate(inputs[s]);
            outputs[s] = steps[^1].A;
            double[] delta;
            if (targets is not null)
            {
                double share = LossOf(steps[^1].Z, steps[^1].A, targets[s]);
                sum += Off(share, Math.Abs(share));
                delta = OutputDelta(steps[^1].Z, steps[^1].A, targets[s]);
                for (int j = 0; j < delta.Length; j++)
                {
                    delta[j] /= samples;
                }
            }
            else
            {
                delta = TimesDerivative(layers[^1], steps[^1].Z, steps[^1].A, outputGradients![s]);
            }

            for (int layer = layers.Length - 1; layer >= 0; layer--)
            {
                double[] below = layer == 0 ? inputs[s] : steps[layer - 1].A;
                double[,] weights = layers[layer].Weights;
                double[] gradient = new double[below.Length];
                double[] size = new double[below.Length];
                for (int j = 0; j < delta.Length; j++)
                {
                    for (int i = 0; i < below.Length; i++)
                    {
                        double product = delta[j] * below[i];
                        weightGradients[layer][j, i] += Off(product, Math.Abs(product));
                        gradient[i] += weights[j, i] * delta[j];
                        size[i] += Math.Abs(weights[j, i] * delta[j]);
                    }

                    if (biasGradients[layer] is { } biases)
                    {
                        biases[j] += Off(delta[j], Math.Abs(delta[j]));
                    }
                }

                for (int i = 0; i < below.Length; i++)
                {
                    gradient[i] = Off(gradient[i], size[i]);
                }

                if (layer == 0)
                {
                    inputGradients[s] = gradient;
                }
                else
                {
                    delta = TimesDerivative(layers[layer - 1], steps[layer - 1].Z, steps[layer - 1].A, gradient);
                }
            }
        }

        _roundoff = 0;
        return new NaivePass(outputs, sum / samples, weightGradients, biasGradients, inputGradients);
    }

    // z_j = b_j + Σ W_ji a_i, a = σ(z).
    private (double[] Z, double[] A)[] Propagate(double[] input)
    {
        var steps = new (double[] Z, double[] A)[layers.Length];
        double[] a = input;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            NaiveLayer current = layers[layer];
            double[] z = new double[current.Weights.GetLength(0)];
            for (int j = 0; j < z.Length; j++)
            {
                double sum = current.Biases is null ? 0 : current.Biases[j];
                double size = Math.Abs(sum);
                for (int i = 0; i < a.Length; i++)
                {
                    sum += current.Weights[j, i] * a[i];
                    size += Math.Abs(current.Weights[j, i] * a[i]);
                }

                z[j] = Off(sum, size);
            }

            a = current.Activation == Activation.Softmax
                ? NaiveMath.Softmax(z)
                : Array.ConvertAll(z, value => NaiveMath.Value(current.Activation, current.Slope, value));
            for (int j = 0; j < a.Length && _roundoff > 0; j++)
            {
                a[j] = Off(a[j], Math.Abs(a[j]));
            }

            steps[layer] = (z, a);
        }

        return steps;
    }

    // ∂L/∂z from ∂L/∂a: the Jacobian of softmax is a_i (δ_ik − a_k).
    private double[] TimesDerivative(NaiveLayer layer, double[] z, double[] a, double[] gradient)
    {
        double[] delta = new double[z.Length];
        for (int j = 0; j < z.Length; j++)
        {
            if (layer.Activation == Activation.Softmax)
            {
                double size = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    double product = a[i] * ((i == j ? 1 : 0) - a[j]) * gradient[i];
                    delta[j] += product;
                    size += Math.Abs(a[i] * a[j] * gradient[i]);
                }

                delta[j] = Off(delta[j], size + Math.Abs(a[j] * gradient[j]));
            }
            else
            {
                double derivative = NaiveMath.Derivative(layer.Activation, layer.Slope, z[j]);
                delta[j] = gradient[j] * Off(derivative, Math.Max(1, Math.Abs(derivative)));
            }
        }

        return delta;
    }

    private double LossOf(double[] z, double[] a, double[] y)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double e = a[j] - y[j];
            sum += loss switch
            {
                CompiledNet.Loss.HalfSquaredError => e * e / 2,
                CompiledNet.Loss.SquaredError => e * e,
                CompiledNet.Loss.MeanSquaredError => e * e / y.Length,
                CompiledNet.Loss.MeanAbsoluteError => Math.Abs(e) / y.Length,
                CompiledNet.Loss.Huber => Math.Abs(e) <= 1 ? e * e / 2 : Math.Abs(e) - 0.5,
                CompiledNet.Loss.BinaryCrossEntropy => -Times(y[j], LogOutput(z, a, j)) - Times(1 - y[j], LogRest(z, a, j)),
                CompiledNet.Loss.CategoricalCrossEntropy => -Times(y[j], LogOutput(z, a, j)),
                _ => 0,
            };
        }

        return sum;
    }

    // δ of the output layer for one sample, without 1/m. The cross-entropies that are computed from z are so here, too, by their own
    // derivations; everything else is the chain rule.
    private double[] OutputDelta(double[] z, double[] a, double[] y)
    {
        NaiveLayer last = layers[^1];
        if (loss == CompiledNet.Loss.BinaryCrossEntropy && last.Activation == Activation.Sigmoid)
        {
            return [.. a.Select((value, j) => Off(value - y[j], value))];
        }

        if (loss == CompiledNet.Loss.CategoricalCrossEntropy && last.Activation == Activation.Softmax)
        {
            return [.. a.Select((value, j) => Off((value * y.Sum()) - y[j], value * y.Sum()))];
        }

        double[] gradient = new double[y.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double e = Off(a[j] - y[j], Math.Max(Math.Abs(a[j]), Math.Abs(y[j])));
            double rest = Off(1 - a[j], 1);
            gradient[j] = loss switch
            {
                CompiledNet.Loss.HalfSquaredError => e,
                CompiledNet.Loss.SquaredError => 2 * e,
                CompiledNet.Loss.MeanSquaredError => 2 * e / y.Length,
                CompiledNet.Loss.MeanAbsoluteError => (double)Math.Sign(e) / y.Length,
                CompiledNet.Loss.Huber => Math.Clamp(e, -1, 1),
                CompiledNet.Loss.BinaryCrossEntropy => (y[j] == 0 ? 0 : -y[j] / a[j]) + (y[j] == 1 ? 0 : (1 - y[j]) / rest),
                CompiledNet.Loss.CategoricalCrossEntropy => y[j] == 0 ? 0 : -y[j] / a[j],
                _ => 0,
            };
        }

        return TimesDerivative(last, z, a, gradient);
    }

    private static double Times(double factor, double logarithm) => factor == 0 ? 0 : factor * logarithm;

    private double LogOutput(double[] z, double[] a, int j) => layers[^1].Activation switch
    {
        Activation.Sigmoid => -NaiveMath.Softplus(-z[j]),
        Activation.Softmax => NaiveMath.LogSoftmax(z, j),
        _ => Math.Log(a[j]),
    };

    private double LogRest(double[] z, double[] a, int j) => layers[^1].Activation switch
    {
        Activation.Sigmoid => -NaiveMath.Softplus(z[j]),
        _ => Math.Log(Off(1 - a[j], 1)),
    };

    private double Off(double value, double size) =>
        _roundoff == 0 ? value : value + (_roundoff * size * ((2 * _random.NextDouble()) - 1));
}
