using System.Globalization;
using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>Central differences of the network's own loss, or of Σ dŷ·ŷ where it has none. In double only.</summary>
internal sealed class NumericGradientCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run()
    {
        if (typeof(T) != typeof(double) || !trial.Data.IsClear || !trial.Data.IsClearOf(trial.Spec, trial.Naive()))
        {
            return;
        }

        Workspace<T> workspace = trial.Workspace();
        trial.Pass(workspace, out bool hasLoss);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        Workspace<T> scratch = trial.Workspace();
        var random = new Random(trial.Spec.Seed);
        double level = Math.Abs(Objective(scratch, hasLoss));
        if (!double.IsFinite(level) || gradients.Any(value => !double.IsFinite(value)))
        {
            trial.Tally.AddIllConditioned();
            return;
        }

        foreach (LayerInfo info in trial.Network.Layers)
        {
            foreach (TensorLayout layout in new[] { info.Weights, info.Biases })
            {
                int[] places = [.. ParameterPlaces.Of(layout)];
                double largest = places.Select(place => Math.Abs(gradients[place])).DefaultIfEmpty(0).Max();
                foreach (int place in Chosen(places, gradients, random))
                {
                    (double numeric, double error) = Derivative(place, () => Objective(scratch, hasLoss));
                    double allowed = (1e-4 * largest) + (1e-7 * (level + 1)) + error;
                    trial.Tally.AddCompared();
                    if (!(Math.Abs(numeric - gradients[place]) <= allowed) && double.IsFinite(numeric))
                    {
                        trial.Fail(
                            Kind.NumericGradient,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{info.Name}, place {place}: gradient {gradients[place]:R}, numeric {numeric:R}, {allowed:0.0e+0} allowed"));
                        return;
                    }
                }
            }
        }
    }

    private static int[] Chosen(int[] places, double[] gradients, Random random) => places.Length <= 6
        ? places
        : [places[^1], places.MaxBy(place => Math.Abs(gradients[place])), .. Enumerable.Range(0, 3).Select(_ => places[random.Next(places.Length)])];

    // By one parameter. Two widths that disagree say that the loss is not a straight line here: a kink, or a pole.
    private (double Value, double Error) Derivative(int place, Func<double> objective)
    {
        T kept = trial.Network.Parameters[place];
        double near = Slope(2e-6);
        double far = Slope(4e-6);
        trial.Network.Parameters[place] = kept;
        return (near, 2 * Math.Abs(near - far));

        double Slope(double step)
        {
            trial.Network.Parameters[place] = kept + T.CreateChecked(step);
            double up = objective();
            trial.Network.Parameters[place] = kept - T.CreateChecked(step);
            return (up - objective()) / (2 * step);
        }
    }

    private double Objective(Workspace<T> workspace, bool hasLoss)
    {
        trial.Network.Forward(trial.Input, workspace);
        if (hasLoss)
        {
            return double.CreateChecked(
                trial.Data.Classes is { } classes
                    ? trial.Network.EvaluateLossClasses(classes, workspace)
                    : trial.Network.EvaluateLoss(trial.Target, workspace));
        }

        double sum = 0;
        for (int i = 0; i < trial.OutputGradient.Length; i++)
        {
            sum += double.CreateChecked(trial.OutputGradient[i] * workspace.Output[i]);
        }

        return sum;
    }
}
