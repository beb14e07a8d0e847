using System.Globalization;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;

namespace CompiledNet.Tool.Checking;

/// <summary>Compares a compiled network with its source on the same inputs.</summary>
internal static class SelfCheck
{
    private const int Samples = 5;
    private const int Sequences = 2;
    private const int Steps = 128;
    private const ulong Seed = 20_240_607;

    /// <summary>Compares.</summary>
    /// <param name="network">The compiled network, with its weights.</param>
    /// <param name="model">The source.</param>
    /// <param name="inputs">Samples, or sequences; random ones unless given.</param>
    public static CheckResult Run(LoadedNetwork network, ImportedModel model, IReadOnlyList<double[]>? inputs)
    {
        Shape shape = model.Graph.Input.Shape;
        double largest = 0;
        string where = "";
        int index = 0;
        foreach (double[] input in inputs ?? RandomInputs(shape))
        {
            index++;
            int steps = shape.IsOpen ? input.Length / shape.Channels : 1;
            double[] expected = RunSource(model.Source!, input, steps, shape);
            double[] actual = RunNetwork(network, model.Source!.WarmUp, input, steps, shape);
            if (expected.Length != actual.Length)
            {
                throw new ImportException(string.Create(
                    CultureInfo.InvariantCulture, $"The network gives {actual.Length} numbers, and {model.Source.Name} {expected.Length}: this is a mistake of this tool."));
            }

            for (int i = 0; i < actual.Length; i++)
            {
                double difference = Difference(actual[i], expected[i]);
                if (!(difference <= largest))
                {
                    largest = difference;
                    where = string.Create(
                        CultureInfo.InvariantCulture, $"input {index}, output {i}: {actual[i]:G9}, and {expected[i]:G9} by {model.Source.Name}");
                }
            }
        }

        return new CheckResult(largest, where, index);
    }

    /// <summary>How far a number is from what was expected; of numbers beyond 1 relative to them.</summary>
    public static double Difference(double actual, double expected) =>
        actual.Equals(expected) ? 0
        : double.IsFinite(actual) && double.IsFinite(expected) ? Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected))
        : double.PositiveInfinity;

    /// <summary>What the source gives for one input.</summary>
    /// <exception cref="ImportException">The source cannot be run: sizes in the file do not fit one another.</exception>
    public static double[] RunSource(ISourceRun source, double[] input, int steps, Shape shape)
    {
        try
        {
            return Infer(source, input, steps, shape);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new ImportException($"The network cannot be compared: {source.Name} finds sizes in it that do not fit one another. {exception.Message}", exception);
        }
    }

    private static double[] Infer(ISourceRun source, double[] input, int steps, Shape shape)
    {
        if (source.WarmUp == 0)
        {
            return source.Run(input, steps);
        }

        double[] all = source.Run(WithZeros(input, source.WarmUp, shape), steps + source.WarmUp);
        return all[(all.Length / (steps + source.WarmUp) * source.WarmUp)..];
    }

    /// <summary>What the network gives for one input.</summary>
    public static double[] RunNetwork(LoadedNetwork network, int warmUp, double[] input, int steps, Shape shape)
    {
        if (warmUp == 0)
        {
            return network.Forward(input, steps);
        }

        return network.Forward(WithZeros(input, warmUp, shape), steps + warmUp)[(network.OutputSize * warmUp)..];
    }

    private static double[] WithZeros(double[] input, int warmUp, Shape shape) => [.. new double[warmUp * shape.Channels], .. input];

    // The same inputs on every machine: xorshift64*.
    private static IEnumerable<double[]> RandomInputs(Shape shape)
    {
        ulong state = Seed;
        int count = shape.IsOpen ? Sequences : Samples;
        for (int sample = 0; sample < count; sample++)
        {
            var input = new double[shape.IsOpen ? Steps * (sample + 1) * shape.Channels : shape.Count];
            for (int i = 0; i < input.Length; i++)
            {
                state ^= state >> 12;
                state ^= state << 25;
                state ^= state >> 27;

                // A float holds it: both sides are given the same number.
                input[i] = (float)(((state * 2685821657736338717UL) >> 40) / 8388608.0) - 1;
            }

            yield return input;
        }
    }
}
