using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Permuted samples give the same mean loss and gradient.</summary>
internal sealed class SampleOrderCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        if (trial.Spec.Batch == 1 || trial.Spec.Loss == Loss.None || trial.Data.Classes is not null || trial.Rounding is not { } rounding)
        {
            return;
        }

        Workspace<T> workspace = trial.Workspace();
        T loss = trial.Pass(workspace, out _);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        int[] order = [.. Enumerable.Range(0, trial.Spec.Batch)];
        new Random(trial.Spec.Seed).Shuffle(order);
        T[] input = [.. order.SelectMany(s => trial.Input.AsSpan(s * trial.Spec.Inputs, trial.Spec.Inputs).ToArray())];
        T[] target = [.. order.SelectMany(s => trial.Target.AsSpan(s * trial.Spec.Outputs, trial.Spec.Outputs).ToArray())];
        trial.Network.Forward(input, workspace);
        T permuted = trial.Network.Backward(target, workspace);

        // Rounding is of the size of the terms of the sum, which one sample after the other shows.
        double roundoff = (Tensors.Roundoff<T>() * trial.SizeOfTerms()) + rounding.Gradients;
        trial.Compare(
            Kind.SampleOrder,
            new Tensor("loss of permuted samples", [double.CreateChecked(loss)], rounding.Loss),
            [double.CreateChecked(permuted)]);
        trial.Compare(Kind.SampleOrder, new Tensor("gradients of permuted samples", gradients, roundoff), Tensors.Doubles<T>(workspace.Gradients));
    }
}
