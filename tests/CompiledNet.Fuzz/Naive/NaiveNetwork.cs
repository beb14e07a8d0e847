namespace CompiledNet.Fuzz.Naive;

/// <summary>One layer: what was declared, and its numbers.</summary>
internal sealed record NaiveLayer(double[,] Weights, double[]? Biases, NaiveActivation Activation);

/// <summary>What one pass gave.</summary>
internal sealed record NaivePass(
    double[][] Outputs,
    double Loss,
    double[][,] WeightGradients,
    double[]?[] BiasGradients,
    double[][] InputGradients);

/// <summary>
/// Forward and backward propagation as a textbook writes them: two loops for a product, sample after sample. A roundoff other than 0 plays
/// an implementation in that precision, see <see cref="NaiveRounding"/>.
/// </summary>
internal sealed class NaiveNetwork(NaiveLayer[] layers, Loss loss)
{
    private readonly NaiveLoss _loss = new(loss, layers[^1].Activation);
    private NaiveRounding _rounding = NaiveRounding.None;

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
            sum += _loss.Of(z, a, targets[s], _rounding);
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
        _rounding = new NaiveRounding(roundoff, noise);
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
                double share = _loss.Of(steps[^1].Z, steps[^1].A, targets[s], _rounding);
                sum += _rounding.Off(share, Math.Abs(share));
                delta = _loss.Delta(steps[^1].Z, steps[^1].A, targets[s], _rounding);
                for (int j = 0; j < delta.Length; j++)
                {
                    delta[j] /= samples;
                }
            }
            else
            {
                delta = layers[^1].Activation.TimesDerivative(steps[^1].Z, steps[^1].A, outputGradients![s], _rounding);
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
                        weightGradients[layer][j, i] += _rounding.Off(product, Math.Abs(product));
                        gradient[i] += weights[j, i] * delta[j];
                        size[i] += Math.Abs(weights[j, i] * delta[j]);
                    }

                    if (biasGradients[layer] is { } biases)
                    {
                        biases[j] += _rounding.Off(delta[j], Math.Abs(delta[j]));
                    }
                }

                for (int i = 0; i < below.Length; i++)
                {
                    gradient[i] = _rounding.Off(gradient[i], size[i]);
                }

                if (layer == 0)
                {
                    inputGradients[s] = gradient;
                }
                else
                {
                    delta = layers[layer - 1].Activation.TimesDerivative(steps[layer - 1].Z, steps[layer - 1].A, gradient, _rounding);
                }
            }
        }

        _rounding = NaiveRounding.None;
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

                z[j] = _rounding.Off(sum, size);
            }

            a = current.Activation.Apply(z, _rounding);
            steps[layer] = (z, a);
        }

        return steps;
    }
}
