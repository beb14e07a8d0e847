using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Outputs, loss and every gradient of one pass against the naive reference, as far as rounding lets them be compared.</summary>
internal sealed class PassCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the naive network computes, exactly and with the roundings of the number type.</summary>
    public NaivePasses Expect(NaiveNetwork naive, bool isFromTargets) => new(
        trial.RunNaive(naive, isFromTargets, 0, 0),
        [.. Enumerable.Range(1, RoundingEffect.Noises).Select(noise => trial.RunNaive(naive, isFromTargets, Tensors.Roundoff<T>(), noise))]);

    /// <summary>Compares a pass, whose gradients were added to those of the passes before it, if there are any.</summary>
    public void Run(Kind kind, NaiveNetwork naive, Workspace<T> workspace, T? loss, string prefix, NaivePasses expected, params NaivePasses[] before)
    {
        Check("outputs", pass => Tensors.Flat(pass.Outputs), Tensors.Doubles(workspace.Output));
        if (loss is { } value)
        {
            Check("loss", pass => [pass.Loss], [double.CreateChecked(value)]);
            if (IsFused && !T.IsFinite(value))
            {
                trial.Fail(kind, $"the loss is {value}, although it is computed from z");
            }
        }

        if (!trial.Data.IsClearOf(trial.Spec, naive))
        {
            trial.Tally.AddIllConditioned();
            return;
        }

        for (int i = 0; i < trial.Spec.Layers.Count; i++)
        {
            int layer = i;
            LayerInfo info = trial.Network.Layers[i];
            CheckSum($"dW{i + 1}", pass => Tensors.Flat(pass.WeightGradients[layer]), Tensors.Flat<T>(workspace.Gradients, info.Weights));
            CheckSum($"db{i + 1}", pass => pass.BiasGradients[layer] ?? [], Tensors.Flat<T>(workspace.Gradients, info.Biases));
        }

        Check("input gradient", pass => Tensors.Flat(pass.InputGradients), Tensors.Doubles<T>(workspace.InputGradient));
        if (ParameterPlaces.FirstWrittenPadding(trial.Network, workspace.Gradients) is { } place)
        {
            trial.Fail(kind, $"{prefix}the gradient of the padding at {place} is {workspace.Gradients[place]}");
        }

        void Check(string name, Func<NaivePass, double[]> select, double[] actual) => Compare(name, [expected], select, actual);

        void CheckSum(string name, Func<NaivePass, double[]> select, double[] actual) => Compare(name, [.. before, expected], select, actual);

        void Compare(string name, NaivePasses[] summed, Func<NaivePass, double[]> select, double[] actual)
        {
            double[] values = Sum(summed.Select(passes => select(passes.Exact)));
            double uncertainty = Enumerable.Range(0, RoundingEffect.Noises)
                .Max(noise => Tensors.Distance(values, Sum(summed.Select(passes => select(passes.Noisy[noise])))));
            trial.Compare(kind, new Tensor(prefix + name, values, uncertainty), actual);
        }
    }

    private static double[] Sum(IEnumerable<double[]> vectors) =>
        vectors.Aggregate((sum, vector) => [.. sum.Zip(vector, (a, b) => a + b)]);

    // A softmax of one unit is 1 whatever z is, and ln(1 − 1) is −∞ in mathematics too.
    private bool IsFused =>
        trial.Spec.Loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy
        && (trial.Spec.Layers[^1].Activation == Activation.Sigmoid
            || (trial.Spec.Layers[^1].Activation == Activation.Softmax && trial.Spec.Outputs > 1));
}

/// <summary>A pass of the naive network.</summary>
/// <param name="Exact">In double.</param>
/// <param name="Noisy">With the roundings of the number type, drawn several times.</param>
internal sealed record NaivePasses(NaivePass Exact, NaivePass[] Noisy);
