using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Ten steps. The rule is fed with the network's own gradients, step by step, so that no rounding is amplified; the gradients are held
/// against the reference before the first step and after the last.</summary>
internal sealed class OptimizerCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        Workspace<T> workspace = trial.Workspace();
        trial.Pass(workspace, out _);
        Optimizer optimizer = trial.Spec.Optimizer.Create();
        int[] places = [.. ParameterPlaces.Of(trial.Network)];
        var naive = new NaiveOptimizer(trial.Spec.Optimizer, places.Length);
        double[] expected = At(trial.Network.Parameters, places);
        for (int step = 0; step < 10; step++)
        {
            double[] gradients = At(workspace.Gradients, places);
            if (gradients.Any(value => !double.IsFinite(value) || Math.Abs(value) > 1e8))
            {
                trial.Tally.AddIllConditioned();
                return;
            }

            naive.Step(expected, gradients);
            trial.Step(optimizer, workspace.Gradients);
            trial.Compare(Kind.Optimizer, new Tensor($"parameters after step {step + 1}", expected, 0), At(trial.Network.Parameters, places), 20);
            T loss = trial.Pass(workspace, out bool hasLoss);
            if (step == 9)
            {
                var pass = new PassCheck<T>(trial);
                NaiveNetwork present = trial.Naive();
                pass.Run(Kind.Optimizer, present, workspace, hasLoss ? loss : null, "after ten steps, ", pass.Expect(present, hasLoss));
            }
        }
    }

    private static double[] At(ReadOnlySpan<T> buffer, int[] places)
    {
        double[] values = new double[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            values[i] = double.CreateChecked(buffer[places[i]]);
        }

        return values;
    }
}
