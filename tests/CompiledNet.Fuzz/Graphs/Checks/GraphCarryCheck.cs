using System.Globalization;
using System.Numerics;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>
/// Windows that begin where the last one ended, the gradient stopping there, against the naive reference. Then everything that ends a state: the next window has
/// the bits of the first again.
/// </summary>
internal sealed class GraphCarryCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Windows = 3;

    private readonly Random _random = new(trial.Spec.Seed);

    // What a dropout drops is known of windows of the graph's steps.
    private readonly bool _isTraining = trial.Masks.Count == 0;

    public void Run()
    {
        Workspace<T> workspace = trial.Workspace(trial.Spec.Threads);
        trial.UseUp(workspace);
        workspace.ResetState();
        workspace.CarriesState = true;
        NaiveForward[]? before = null;
        T[] first = [];
        for (int window = 0; window < Windows; window++)
        {
            int steps = window == 0 ? trial.Spec.Input.Height : _random.Next(1, workspace.MaxSteps + 1);
            before = Check(workspace, window, steps, before);
            first = window == 0 ? workspace.Output.ToArray() : first;
        }

        workspace.Steps = trial.Spec.Input.Height;
        workspace.ResetState();
        RequireFirst(workspace, first, "after ResetState");
        Forward(workspace, trial.Input.AsSpan(0, trial.Input.Length / trial.Spec.Batch));
        if (trial.Spec.Batch > 1)
        {
            RequireFirst(workspace, first, "after a batch of another size");
        }

        workspace.CarriesState = false;
        RequireFirst(workspace, first, "where no state is carried");
        trial.Restore();
    }

    private NaiveForward[] Check(Workspace<T> workspace, int window, int steps, NaiveForward[]? before)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"window {window} of {steps} steps, ");
        GraphSpec spec = trial.Spec with { Input = trial.Spec.Input with { Height = steps } };
        NaiveGraph graph = trial.NaiveOf(spec);
        double[][] inputs = window == 0 ? trial.Data.Inputs : GraphData.Clear(spec, _random, rows => [Run(rows)]);
        NaiveForward[] passes = Run(inputs);
        workspace.Steps = steps;
        Forward(workspace, Tensors.Convert<T>(inputs));
        trial.Compare(Kind.Carry, $"{prefix}outputs", passes.Select(pass => Tensors.Flat(pass.Values[^1])), Tensors.Doubles(workspace.Output));

        double[][] gradient = Array.ConvertAll(passes[0].Values[^1], row => GraphData.Normals(_random, row.Length));
        trial.Network.BackwardFrom(Tensors.Convert<T>(gradient), workspace);
        new GraphGradients<T>(trial, graph, passes, new NaiveGoal(null, gradient, null)).Check(prefix, workspace);
        return passes;

        NaiveForward[] Run(double[][] rows) => GraphTrial<T>.Forward(graph, new NaiveBatch(rows, _isTraining, trial.Masks), before);
    }

    // Statistics that a window has moved are put back.
    private void Forward(Workspace<T> workspace, ReadOnlySpan<T> input)
    {
        trial.Restore();
        trial.Forward(workspace, _isTraining, input);
    }

    private void RequireFirst(Workspace<T> workspace, T[] first, string when)
    {
        Forward(workspace, trial.Input);
        trial.RequireSame(Kind.Carry, $"the first window has other outputs {when}", first, workspace.Output);
    }
}
