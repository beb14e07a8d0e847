using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>
/// Forward and Backward against the naive reference, in training and out of it: each layer's activations, the loss, each tensor's gradient, the input gradient, the
/// running statistics. Then Backward again, added, and from a given ∂L/∂ŷ.
/// </summary>
internal sealed class GraphPassCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(bool isTraining)
    {
        string prefix = isTraining ? "" : "not training, ";
        NaiveForward[] passes = trial.Forward(isTraining);
        Workspace<T> workspace = trial.Workspace(trial.Spec.Threads);
        trial.UseUp(workspace);
        trial.Forward(workspace, isTraining);
        CheckForward(prefix, passes, workspace);

        T loss = trial.Backward(workspace, trial.Goal);
        var expected = new GraphGradients<T>(trial, passes, trial.Goal);
        if (trial.Spec.Loss != Loss.None)
        {
            CheckLoss(prefix, expected, loss, workspace);
        }

        expected.Check(prefix, workspace);
        T[] gradients = workspace.Gradients.ToArray();
        T[] inputGradient = workspace.InputGradient.ToArray();
        T again = trial.Backward(workspace, trial.Goal);
        trial.RequireSame(Kind.Repetition, $"{prefix}a second Backward gives another loss", [loss], [again]);
        trial.RequireSame(Kind.Repetition, $"{prefix}a second Backward gives other gradients", gradients, workspace.Gradients);
        trial.RequireSame(Kind.Repetition, $"{prefix}a second Backward gives another input gradient", inputGradient, workspace.InputGradient);

        Workspace<T> withoutInput = GraphTrial<T>.CreateWorkspace(trial.Spec, trial.Network, trial.Spec.Batch);
        trial.Restore();
        trial.Forward(withoutInput, isTraining);
        trial.Backward(withoutInput, trial.Goal);
        trial.RequireSame(Kind.Repetition, $"{prefix}other gradients without an input gradient", gradients, withoutInput.Gradients);

        trial.Backward(workspace, trial.Goal, accumulate: true);
        expected.Check($"{prefix}accumulated, ", workspace, factor: 2);
        if (trial.Spec.Loss != Loss.None)
        {
            trial.Backward(workspace, trial.Data.GivenGradient);
            new GraphGradients<T>(trial, passes, trial.Data.GivenGradient).Check($"{prefix}BackwardFrom, ", workspace);
        }

        trial.Restore();
    }

    private void CheckForward(string prefix, NaiveForward[] passes, Workspace<T> workspace)
    {
        for (int value = 1; value <= trial.Spec.Nodes.Count; value++)
        {
            int layer = value;
            trial.Compare(
                Kind.Reference,
                $"{prefix}activations of {trial.Spec.NameOf(value)}",
                passes.Select(pass => Tensors.Flat(pass.Values[layer])),
                trial.ActivationsOf(workspace, value));
        }

        trial.Compare(Kind.Reference, $"{prefix}outputs", passes.Select(pass => Tensors.Flat(pass.Values[^1])), Tensors.Doubles(workspace.Output));
        IReadOnlyDictionary<string, double[]>[] statistics = Array.ConvertAll(passes, trial.Naive.StatisticsAfter);
        foreach (TensorInfo tensor in trial.Network.Tensors)
        {
            double[] actual = GraphTensors.Read<T>(tensor, trial.Network.Parameters);
            if (tensor.Role == TensorRole.Statistic)
            {
                trial.Compare(Kind.Reference, $"{prefix}{tensor.Name} after Forward", statistics.Select(after => after[tensor.Name]), actual);
            }
            else if (!actual.SequenceEqual(GraphTensors.Read(tensor, trial.Parameters)))
            {
                trial.Fail(Kind.Reference, $"{prefix}Forward changes {tensor.Name}");
            }
        }

        if (!workspace.IsTraining)
        {
            trial.RequireSame(Kind.Reference, $"{prefix}Forward changes the parameters", trial.Parameters, trial.Network.Parameters);
        }
    }

    private void CheckLoss(string prefix, GraphGradients<T> expected, T loss, Workspace<T> workspace)
    {
        trial.Compare(Kind.Reference, $"{prefix}loss", expected.Losses, [double.CreateChecked(loss)]);
        if (trial.Spec.IsFused && !T.IsFinite(loss))
        {
            trial.Fail(Kind.Reference, $"{prefix}the loss is {loss}, although it is computed from z");
        }

        double evaluated = trial.Evaluate(workspace);
        if (!evaluated.Equals(double.CreateChecked(loss)))
        {
            trial.Fail(Kind.Reference, $"{prefix}EvaluateLoss gives {evaluated}, Backward {loss}");
        }
    }
}
