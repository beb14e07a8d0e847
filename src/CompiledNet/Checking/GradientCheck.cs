using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Holds backward propagation against its definition: every gradient that Backward computes beside the slope of the loss, measured
/// by moving the parameter, or the input, a little to and fro.
/// </summary>
/// <remarks>
/// <para>
/// The relative error of a gradient a against a numeric n is |a − n| / max(|a|, |n|, 1e-3 · max |gradient of that tensor|). One above the
/// tolerance counts as 0 where the numeric gradient itself is no surer than that, by the rounding of the loss (4 units of its last place,
/// over the step) or by its own estimate: where all gradients of a tensor are next to 0, nothing else is left to compare.
/// </para>
/// <para>
/// Where the loss has a kink, at z = 0 of a ReLU or at an absolute error of 0, its slope differs from side to side, and a gradient
/// passes that is the slope of either, or lies between them as the 0 of an absolute error does. Where several kinks meet in one
/// point, as for an input of zeros and biases of 0, any number of slopes is as good: a gradient that is none of them, at an element where
/// Backward's gradients a little to either side are the slopes there, is not counted but reported as a kink
/// (<see cref="GradientCheckTensor.KinkCount"/>). Random parameters and inputs never lie there.
/// </para>
/// <para>
/// A network of floats is better checked through a twin declared with <c>Precision.Double</c>: the differences of its own loss have few
/// digits, its tolerance is wide, and its steps so large that many samples of a ReLU network put kinks into most; give it one
/// sample or a few. The check changes the parameters and restores them, bit for bit, even if it throws; no other thread
/// may use the network meanwhile.
/// </para>
/// </remarks>
public static class GradientCheck
{
    private const double Floor = 1e-3;

    /// <summary>Checks the gradients of the mean loss over some samples; over the steps of one sequence where the network takes sequences of any length.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="target">n × outputs numbers.</param>
    /// <param name="options">How to compare; the defaults if null.</param>
    /// <returns>The largest error of each tensor.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static GradientCheckReport Run<T>(
        INetwork<T> network, ReadOnlySpan<T> input, ReadOnlySpan<T> target, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] targets = target.ToArray();
        return Run(
            network,
            input,
            options,
            workspace => network.Backward(targets, workspace),
            workspace => network.EvaluateLoss(targets, workspace));
    }

    /// <summary>The same with class indices for one-hot targets.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, whose loss must be categorical cross-entropy.</param>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="classes">One index for each of the n samples.</param>
    /// <param name="options">How to compare; the defaults if null.</param>
    /// <returns>The largest error of each tensor.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or an index is out of range.</exception>
    /// <exception cref="InvalidOperationException">The loss is not categorical cross-entropy.</exception>
    public static GradientCheckReport RunClasses<T>(
        INetwork<T> network, ReadOnlySpan<T> input, ReadOnlySpan<int> classes, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] indices = classes.ToArray();
        return Run(
            network,
            input,
            options,
            workspace => network.BackwardClasses(indices, workspace),
            workspace => network.EvaluateLossClasses(indices, workspace));
    }

    private static GradientCheckReport Run<T>(
        INetwork<T> network,
        ReadOnlySpan<T> input,
        GradientCheckOptions? options,
        Func<Workspace<T>, T> backward,
        Func<Workspace<T>, T> evaluateLoss)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        int samples = input.Length / network.InputSize;
        if (samples == 0)
        {
            throw new ArgumentException(
                $"The length of input is {input.Length}; at least {network.InputSize}, one sample, was expected.", nameof(input));
        }

        T[] inputs = input.ToArray();
        Workspace<T> workspace = network is ISequenceNetwork<T> sequence
            ? sequence.CreateWorkspace(batchSize: 1, steps: samples, inputGradient: true)
            : network.CreateWorkspace(samples, inputGradient: true);
        long step = workspace.Step;
        T[] statistics = StatisticsOf(network);
        network.Forward(inputs, workspace);
        backward(workspace);
        T[] gradients = workspace.Gradients.ToArray();
        T[] inputGradient = workspace.InputGradient.ToArray();

        // The same masks of dropouts each time.
        double Loss()
        {
            workspace.Step = step;
            network.Forward(inputs, workspace);
            return double.CreateTruncating(evaluateLoss(workspace));
        }

        options ??= new GradientCheckOptions();
        double tolerance = options.Tolerance ?? (typeof(T) == typeof(double) ? 1e-6 : 0.1);
        var tensors = new List<GradientCheckTensor>();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors.Where(tensor => tensor.Role != TensorRole.Statistic))
            {
                tensors.Add(Check(layer.Name, tensor.ViewName, tensor, network.Parameters, gradients, i => workspace.Gradients[i]));
            }
        }

        var inputTensor = TensorSpec.Whole("Input", samples, network.InputSize).Tensor;
        tensors.Add(Check("Input", "Input", inputTensor, inputs, inputGradient, i => workspace.InputGradient[i]));
        RestoreStatistics(network, statistics);
        return new GradientCheckReport(network.GetType().Name, tensors, tolerance);

        GradientCheckTensor Check(string layer, string name, TensorInfo tensor, Span<T> arguments, T[] analytic, Func<int, T> lastGradient) =>
            Compare(layer, name, tensor, arguments, analytic, Loss, GradientOf(lastGradient), tolerance, options.ElementsPerTensor ?? int.MaxValue);

        Func<int, double> GradientOf(Func<int, T> last) => i =>
        {
            Loss();
            backward(workspace);
            return double.CreateTruncating(last(i));
        };
    }

    // Each Forward of training renews them.
    private static T[] StatisticsOf<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new List<T>();
        foreach (TensorInfo tensor in network.Tensors.Where(tensor => tensor.Role == TensorRole.Statistic))
        {
            var numbers = new T[tensor.Count];
            tensor.ReadAny(network.Parameters, numbers);
            values.AddRange(numbers);
        }

        return [.. values];
    }

    private static void RestoreStatistics<T>(INetwork<T> network, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorInfo tensor in network.Tensors.Where(tensor => tensor.Role == TensorRole.Statistic))
        {
            tensor.WriteAny(network.Parameters, values[..tensor.Count]);
            values = values[tensor.Count..];
        }
    }

    private static GradientCheckTensor Compare<T>(
        string layer,
        string name,
        TensorInfo tensor,
        Span<T> arguments,
        T[] analyticGradient,
        Func<double> loss,
        Func<int, double> gradient,
        double tolerance,
        int elements)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] analytic = [.. Enumerable.Range(0, tensor.Count).Select(i => double.CreateTruncating(analyticGradient[tensor.IndexOf(i)]))];
        int columns = Math.Max(1, tensor.Count / tensor.Shape[0]);
        double largest = analytic.Aggregate(0.0, (max, a) => double.MaxMagnitudeNumber(max, a));
        double accuracy = 0.01 * tolerance * Floor * Math.Abs(largest);

        int[] chosen = Choose(tensor.Count, elements);
        var slopes = new NumericDerivative[chosen.Length];
        for (int k = 0; k < chosen.Length; k++)
        {
            slopes[k] = NumericDerivative.Estimate(ref arguments[tensor.IndexOf(chosen[k])], loss, accuracy);
            largest = double.MaxMagnitudeNumber(largest, NearestTo(analytic[chosen[k]], slopes[k]));
        }

        int worst = 0;
        double worstError = -1;
        int kinks = 0;
        (int Row, int Column)? firstKink = null;
        for (int k = 0; k < chosen.Length; k++)
        {
            double a = analytic[chosen[k]];
            double numeric = NearestTo(a, slopes[k]);
            double error = RelativeError(a, numeric, slopes[k].Error, Floor * Math.Abs(largest), tolerance);
            int index = tensor.IndexOf(chosen[k]);
            if (error > tolerance
                && double.IsFinite(a)
                && NumericDerivative.IsKink(ref arguments[index], loss, () => gradient(index), Math.Abs(a - numeric)))
            {
                kinks++;
                firstKink ??= (chosen[k] / columns, chosen[k] % columns);
                continue;
            }

            if (error > worstError)
            {
                (worst, worstError) = (k, error);
            }
        }

        return new GradientCheckTensor
        {
            Layer = layer,
            Name = name,
            Count = tensor.Count,
            CheckedCount = chosen.Length,
            KinkCount = kinks,
            FirstKink = firstKink,
            MaxRelativeError = Math.Max(0, worstError),
            WorstRow = chosen[worst] / columns,
            WorstColumn = chosen[worst] % columns,
            Analytic = analytic[chosen[worst]],
            Numeric = NearestTo(analytic[chosen[worst]], slopes[worst]),
        };
    }

    /// <summary>At a kink Backward is right with the slope of either side, or one between.</summary>
    private static double NearestTo(double analytic, NumericDerivative slope)
    {
        double low = Math.Min(slope.Value, slope.OtherValue);
        double high = Math.Max(slope.Value, slope.OtherValue);
        return analytic < low ? low : analytic > high ? high : low < high ? analytic : slope.Value;
    }

    private static double RelativeError(double analytic, double numeric, double uncertainty, double floor, double tolerance)
    {
        double difference = Math.Abs(analytic - numeric);
        if (!double.IsFinite(difference))
        {
            return double.PositiveInfinity;
        }

        double error = difference == 0 ? 0 : difference / Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), floor);
        return error > tolerance && difference <= uncertainty ? 0 : error;
    }

    /// <summary>All indices below a count, or as many of them as asked for, at random but always the same ones, in order.</summary>
    private static int[] Choose(int count, int elements)
    {
        int[] indices = [.. Enumerable.Range(0, count)];
        if (elements >= count)
        {
            return indices;
        }

        var random = new SeededRandom(0, Splitter.ShuffleStream);
        Splitter.Shuffle(indices, ref random);
        int[] chosen = indices[..elements];
        Array.Sort(chosen);
        return chosen;
    }
}
