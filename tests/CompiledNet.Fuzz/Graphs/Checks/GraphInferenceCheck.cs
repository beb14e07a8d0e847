using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>Inference against the naive reference: of the batch, and of each sample alone, which of any length is the only way.</summary>
internal sealed class GraphInferenceCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        int inputs = trial.Spec.Inputs;
        int outputs = trial.Spec.Outputs;
        double[][] expected = Array.ConvertAll(trial.Forward(isTraining: false), pass => Tensors.Flat(pass.Values[^1]));
        var output = new T[trial.Spec.Batch * outputs];
        if (!trial.Spec.Input.IsOpen)
        {
            trial.Network.Forward(trial.Input, output);
            trial.Compare(Kind.Reference, "inferred outputs", expected, Tensors.Doubles<T>(output));
            Array.Clear(output);
        }

        for (int s = trial.Spec.Batch - 1; s >= 0; s--)
        {
            // From last to first: what is written after an output is wrong there.
            trial.Network.Forward(trial.Input.AsSpan(s * inputs, inputs), output.AsSpan(s * outputs, outputs));
        }

        trial.Compare(Kind.Reference, "inferred outputs, one by one", expected, Tensors.Doubles<T>(output));
        trial.RequireSame(Kind.Reference, "inference changes the parameters", trial.Parameters, trial.Network.Parameters);
    }
}
