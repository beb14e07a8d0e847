using System.Globalization;
using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>
/// Gradients of some parameters and inputs against differences of the network's own loss in training, in double: |a − n| / max(|a|, |n|, 1e-3 · the largest of
/// the tensor) is at most 1e-6.
/// </summary>
internal sealed class GraphDifferenceCheck<T>(GraphTrial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double MostError = 1e-6;

    // A loss is smooth over some of them only, and is rounded more visibly over the others.
    private static readonly double[] s_steps = [2e-4, 2e-5, 2e-6];

    private readonly Random _random = new(trial.Spec.Seed);

    public void Run()
    {
        if (typeof(T) != typeof(double))
        {
            return;
        }

        Workspace<T> workspace = trial.Workspace();
        trial.Forward(workspace, isTraining: true);
        double level = Math.Max(Math.Abs(trial.Evaluate(workspace)), SizeOfTerms(workspace));
        trial.Backward(workspace, trial.Goal);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        double[] inputGradient = Tensors.Doubles<T>(workspace.InputGradient);
        trial.Restore();
        if (!double.IsFinite(level) || gradients.Concat(inputGradient).Any(value => !double.IsFinite(value)))
        {
            trial.Tally.AddIllConditioned();
            return;
        }

        Workspace<T> scratch = trial.Workspace();
        foreach (TensorInfo tensor in trial.Network.Tensors.Where(tensor => tensor.Role != TensorRole.Statistic))
        {
            int[] places = [.. GraphTensors.PlacesOf(tensor)];
            double largest = places.Max(place => Math.Abs(gradients[place]));
            foreach (int place in Chosen(places, gradients))
            {
                Check(
                    string.Create(CultureInfo.InvariantCulture, $"{tensor.Name}, place {place}"),
                    gradients[place],
                    largest,
                    level,
                    step => Moved(scratch, trial.Network.Parameters, place, step),
                    step => SidesOf(tensor, Array.IndexOf(places, place), step));
            }
        }

        int[] inputs = [.. Enumerable.Range(0, trial.Input.Length)];
        foreach (int place in Chosen(inputs, inputGradient))
        {
            Check(
                string.Create(CultureInfo.InvariantCulture, $"input {place}"),
                inputGradient[place],
                Tensors.Largest(inputGradient),
                level,
                step => Moved(scratch, trial.Input, place, step),
                step => SidesOf(null, place, step));
        }

        trial.Restore();
    }

    private IEnumerable<int> Chosen(int[] places, double[] gradients) =>
        new[] { places[^1], places.MaxBy(place => Math.Abs(gradients[place])), places[_random.Next(places.Length)] }.Distinct();

    // The sizes of what a loss is the sum of are those of its losses; of Σ dŷ·ŷ they are not.
    private double SizeOfTerms(Workspace<T> workspace)
    {
        double size = 0;
        for (int i = 0; i < trial.OutputGradient.Length && trial.Spec.Loss == Loss.None; i++)
        {
            size += Math.Abs(double.CreateChecked(trial.OutputGradient[i] * workspace.Output[i]));
        }

        return size;
    }

    private void Check(string what, double gradient, double largest, double level, Func<double, double> moved, Func<double, List<int>> sidesOf)
    {
        List<double> numerics = [];
        foreach (double step in s_steps)
        {
            // The error of the two widths together is of the fourth order.
            double near = (moved(step) - moved(-step)) / (2 * step);
            double far = (moved(2 * step) - moved(-2 * step)) / (4 * step);
            double numeric = ((4 * near) - far) / 3;
            double rounding = 20 * Tensors.Roundoff<T>() * level / step;
            if (Math.Abs(numeric - gradient) <= (MostError * Math.Max(Math.Max(Math.Abs(gradient), Math.Abs(numeric)), 1e-3 * largest)) + rounding)
            {
                trial.Tally.AddCompared();
                return;
            }

            numerics.Add(numeric);
        }

        // No step will do where differences of different steps do not agree with each other either, or a number moves over a kink.
        double disagreement = Math.Abs(numerics[1] - numerics[2]) + Math.Abs(numerics[0] - numerics[1]);
        double off = numerics.Min(numeric => Math.Abs(numeric - gradient));
        List<int> sides = sidesOf(0);
        double widest = 2 * s_steps[^1];
        if (!double.IsFinite(off) || off < disagreement || !sidesOf(widest).SequenceEqual(sides) || !sidesOf(-widest).SequenceEqual(sides))
        {
            trial.Tally.AddIllConditioned();
            return;
        }

        trial.Tally.AddCompared();
        trial.Fail(
            Kind.NumericGradient,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: gradient {gradient:R}, numeric {numerics[0]:R}, {numerics[1]:R}, {numerics[2]:R}, largest {largest:0.0e+0}"));
    }

    private double Moved(Workspace<T> workspace, Span<T> numbers, int place, double step)
    {
        T kept = numbers[place];
        numbers[place] = kept + T.CreateChecked(step);
        trial.Forward(workspace, isTraining: true);
        double loss = trial.Evaluate(workspace);
        numbers[place] = kept;
        return loss;
    }

    private List<int> SidesOf(TensorInfo? tensor, int element, double step)
    {
        double[][] inputs = Array.ConvertAll(trial.Data.Inputs, row => (double[])row.Clone());
        var parameters = trial.Network.Tensors.ToDictionary(info => info.Name, info => GraphTensors.Read(info, trial.Parameters));
        if (tensor is null)
        {
            inputs[element / trial.Spec.Input.Channels][element % trial.Spec.Input.Channels] += step;
        }
        else
        {
            parameters[tensor.Name][element] += step;
        }

        NaiveForward pass = new NaiveGraph(trial.Spec, parameters).Forward(new NaiveBatch(inputs, IsTraining: true, trial.Masks), NaiveRounding.None);
        return Kinks.SidesOf(trial.Spec, pass, trial.Data.Targets);
    }
}
