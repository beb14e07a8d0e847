using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz;

/// <summary>How far rounding alone moves the results of a pass, measured on the naive reference.</summary>
internal sealed record RoundingEffect(double Outputs, double Loss, double Gradients)
{
    /// <summary>How many noisy runs of the reference an effect is measured by.</summary>
    public const int Noises = 2;

    /// <summary>Measures it. Null where a result is not finite, or a sample stands at a kink.</summary>
    public static RoundingEffect? Measure<T>(Trial<T> trial)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NaiveNetwork naive = trial.Naive();
        bool isFromTargets = trial.Spec.Loss != CompiledNet.Loss.None;
        NaivePass exact = trial.RunNaive(naive, isFromTargets, 0, 0);
        double outputs = 0;
        double loss = 0;
        double gradients = 0;
        for (int noise = 1; noise <= Noises; noise++)
        {
            NaivePass noisy = trial.RunNaive(naive, isFromTargets, Tensors.Roundoff<T>(), noise);
            outputs = Math.Max(outputs, Tensors.Distance(Tensors.Flat(exact.Outputs), Tensors.Flat(noisy.Outputs)));
            loss = Math.Max(loss, Tensors.Distance([exact.Loss], [noisy.Loss]));
            for (int layer = 0; layer < trial.Spec.Layers.Count; layer++)
            {
                double distance = Tensors.Distance(Tensors.Flat(exact.WeightGradients[layer]), Tensors.Flat(noisy.WeightGradients[layer]));
                gradients = Math.Max(gradients, distance);
            }
        }

        bool isFinite = double.IsFinite(outputs) && double.IsFinite(loss) && double.IsFinite(gradients);
        return isFinite && trial.Data.IsClearOf(trial.Spec, naive) ? new RoundingEffect(outputs, loss, gradients) : null;
    }
}
