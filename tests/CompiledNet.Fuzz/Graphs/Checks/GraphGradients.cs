using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>The gradients that a goal should give, exactly and with rounding errors.</summary>
internal sealed class GraphGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GraphTrial<T> _trial;
    private readonly NaiveGradients[] _passes;
    private readonly bool _areClear;

    public GraphGradients(GraphTrial<T> trial, NaiveForward[] passes, NaiveGoal goal)
        : this(trial, trial.Naive, passes, goal)
    {
    }

    /// <summary>The gradients of passes of another graph than the trial's, such as one of other steps.</summary>
    public GraphGradients(GraphTrial<T> trial, NaiveGraph graph, NaiveForward[] passes, NaiveGoal goal)
    {
        _trial = trial;
        _passes = Array.ConvertAll(passes, pass => graph.Backward(pass, goal));
        _areClear = Kinks.AreClear(trial.Spec, passes, goal);
    }

    public IEnumerable<double[]> Losses => _passes.Select(pass => new[] { pass.Loss });

    /// <summary>Compares what a Backward has left in a workspace, which has added it to itself so often.</summary>
    public void Check(string prefix, Workspace<T> workspace, double factor = 1)
    {
        foreach (TensorInfo tensor in _trial.Network.Tensors)
        {
            double[] actual = GraphTensors.Read<T>(tensor, workspace.Gradients);
            if (tensor.Role == TensorRole.Statistic && actual.Any(value => value != 0))
            {
                _trial.Fail(Kind.Reference, $"{prefix}the gradient of {tensor.Name} is not 0");
            }
            else if (tensor.Role != TensorRole.Statistic)
            {
                Compare($"{prefix}gradient of {tensor.Name}", pass => pass.Gradients[tensor.Name], actual, factor);
            }
        }

        foreach (int place in GraphTensors.Padding(_trial.Network))
        {
            if (workspace.Gradients[place] != T.Zero)
            {
                _trial.Fail(Kind.Reference, $"{prefix}the gradient of the padding at {place} is {workspace.Gradients[place]}");
                break;
            }
        }

        if (!_areClear)
        {
            _trial.Tally.AddIllConditioned();
            return;
        }

        // It is not added to what is there.
        _trial.Compare(
            Kind.Reference,
            $"{prefix}input gradient",
            _passes.Select(pass => pass.InputGradients.SelectMany(sums => sums.Values).ToArray()),
            Tensors.Doubles<T>(workspace.InputGradient),
            _passes[0].InputGradients.Max(sums => sums.Sizes.Max()));
    }

    private void Compare(string name, Func<NaiveGradients, NaiveSums> select, double[] actual, double factor)
    {
        if (!_areClear)
        {
            _trial.Tally.AddIllConditioned();
            return;
        }

        _trial.Compare(
            Kind.Reference,
            name,
            _passes.Select(pass => Array.ConvertAll(select(pass).Values, value => factor * value)),
            actual,
            factor * select(_passes[0]).Sizes.Max());
    }
}
