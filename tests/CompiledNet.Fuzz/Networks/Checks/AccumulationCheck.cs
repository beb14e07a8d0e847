using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Accumulating twice is twice.</summary>
internal sealed class AccumulationCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        if (trial.Rounding is null)
        {
            return;
        }

        Workspace<T> workspace = trial.Workspace();
        trial.Pass(workspace, out _);
        double[] twice = Array.ConvertAll(Tensors.Doubles<T>(workspace.Gradients), value => 2 * value);
        trial.Backward(workspace, accumulate: true);
        trial.Compare(
            Kind.Accumulation,
            new Tensor("gradients accumulated twice", twice, Tensors.Roundoff<T>() * trial.SizeOfTerms()),
            Tensors.Doubles<T>(workspace.Gradients));
    }
}
