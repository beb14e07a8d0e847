using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>A batch of n gives what n single samples give, in training, with weights or without, and in inference.</summary>
internal sealed class SinglesCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        if (trial.Rounding is not { } rounding)
        {
            return;
        }

        Workspace<T> workspace = trial.Workspace();
        T loss = trial.Pass(workspace, out bool hasLoss);
        double[] outputs = Tensors.Doubles(workspace.Output);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        double[] sum = new double[gradients.Length];
        double[] weighted = new double[gradients.Length];
        double[] singles = new double[outputs.Length];
        T[] inferred = new T[outputs.Length];
        double share = hasLoss ? 1.0 / trial.Spec.Batch : 1;
        double losses = 0;
        double weightedLosses = 0;
        Workspace<T> one = trial.Network.CreateWorkspace(1);
        double size = 0;
        for (int s = 0; s < trial.Spec.Batch; s++)
        {
            trial.Network.Forward(trial.Input.AsSpan(s * trial.Spec.Inputs, trial.Spec.Inputs), one);
            int from = s * trial.Spec.Outputs;
            Tensors.Doubles(one.Output).CopyTo(singles, from);
            trial.Network.Forward(trial.Input.AsSpan(s * trial.Spec.Inputs, trial.Spec.Inputs), inferred.AsSpan(from, trial.Spec.Outputs));
            if (!hasLoss)
            {
                trial.Network.BackwardFrom(trial.OutputGradient.AsSpan(from, trial.Spec.Outputs), one);
            }
            else
            {
                double lossOfOne = share * double.CreateChecked(trial.Data.Classes is { } classes
                    ? trial.Network.BackwardClasses(classes.AsSpan(s, 1), one)
                    : trial.Network.Backward(trial.Target.AsSpan(from, trial.Spec.Outputs), one));
                losses += lossOfOne;
                weightedLosses += WeightOf(s) * lossOfOne;
            }

            double largest = 0;
            for (int i = 0; i < sum.Length; i++)
            {
                double part = share * double.CreateChecked(one.Gradients[i]);
                sum[i] += part;
                weighted[i] += WeightOf(s) * part;
                largest = Math.Max(largest, Math.Abs(part));
            }

            size += largest;
        }

        double roundoff = Tensors.Roundoff<T>();
        trial.Compare(Kind.Singles, new Tensor("outputs of a batch", singles, rounding.Outputs), outputs);
        trial.Compare(Kind.Singles, new Tensor("outputs of a batch, inferred one by one", outputs, rounding.Outputs), Tensors.Doubles<T>(inferred));
        if (hasLoss)
        {
            trial.Compare(Kind.Singles, new Tensor("loss of a batch", [losses], rounding.Loss), [double.CreateChecked(loss)]);
        }

        double sizeOfGradients = (roundoff * size) + rounding.Gradients;
        trial.Compare(Kind.Singles, new Tensor("gradients of a batch", sum, sizeOfGradients), gradients);
        if (hasLoss)
        {
            workspace.SampleWeights = Enumerable.Range(0, trial.Spec.Batch).Select(s => T.CreateChecked(WeightOf(s))).ToArray();
            double weightedLoss = double.CreateChecked(trial.Backward(workspace));
            trial.Compare(Kind.Singles, new Tensor("loss of a weighted batch", [weightedLosses], 2 * rounding.Loss), [weightedLoss]);
            trial.Compare(
                Kind.Singles,
                new Tensor("gradients of a weighted batch", weighted, 2 * sizeOfGradients),
                Tensors.Doubles<T>(workspace.Gradients));
        }
    }

    // 2 at the most, and powers of two, which round nothing.
    private static double WeightOf(int sample) => (sample % 4) switch
    {
        0 => 1,
        1 => 2,
        2 => 0,
        _ => 0.5,
    };
}
