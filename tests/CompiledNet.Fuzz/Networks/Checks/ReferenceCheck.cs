using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Inference, and a pass of training in each of its forms, against the naive reference.</summary>
internal sealed class ReferenceCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        NaiveNetwork naive = trial.Naive();
        var pass = new PassCheck<T>(trial);
        CheckForward(naive);
        Workspace<T> workspace = trial.Workspace();
        trial.UseUp(workspace);
        T loss = trial.Pass(workspace, out bool hasLoss);
        NaivePasses expected = pass.Expect(naive, isFromTargets: hasLoss);
        pass.Run(Kind.Reference, naive, workspace, hasLoss ? loss : null, "", expected);
        if (hasLoss)
        {
            trial.Network.BackwardFrom(trial.OutputGradient, workspace);
            NaivePasses expectedFrom = pass.Expect(naive, isFromTargets: false);
            pass.Run(Kind.Reference, naive, workspace, null, "BackwardFrom, ", expectedFrom);
            T again = trial.Backward(workspace, accumulate: true);
            pass.Run(Kind.Reference, naive, workspace, again, "Backward, added, ", expected, expectedFrom);
            if (!again.Equals(loss))
            {
                trial.Fail(Kind.Reference, $"a second Backward gives the loss {again}, the first gave {loss}");
            }
        }
    }

    // Inference: all samples at once, and one by one, which takes another way.
    private void CheckForward(NaiveNetwork naive)
    {
        int inputs = trial.Spec.Inputs;
        int outputs = trial.Spec.Outputs;
        NaivePass exact = naive.RunFrom(trial.Data.Inputs, trial.Data.OutputGradients);
        NaivePass noisy = naive.RunFrom(trial.Data.Inputs, trial.Data.OutputGradients, Tensors.Roundoff<T>(), noise: 7);
        double[] expected = Tensors.Flat(exact.Outputs);
        double distance = Tensors.Distance(expected, Tensors.Flat(noisy.Outputs));

        var output = new T[trial.Spec.Batch * outputs];
        trial.Network.Forward(trial.Input, output);
        trial.Compare(Kind.Reference, new Tensor("inferred outputs", expected, distance), Tensors.Doubles<T>(output));

        Array.Clear(output);
        for (int s = trial.Spec.Batch - 1; s >= 0; s--)
        {
            // From last to first: what is written after an output is wrong there.
            trial.Network.Forward(trial.Input.AsSpan(s * inputs, inputs), output.AsSpan(s * outputs, outputs));
        }

        trial.Compare(Kind.Reference, new Tensor("inferred outputs, one by one", expected, distance), Tensors.Doubles<T>(output));
    }
}
