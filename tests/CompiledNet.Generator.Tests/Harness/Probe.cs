using System.Numerics;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>Everything that a network computes for a few fixed samples, as one list of numbers to compare bit by bit.</summary>
internal static class Probe
{
    private const int Samples = 3;

    /// <summary>Sample s, number i: between −1 and 1, all different.</summary>
    public static T[] Numbers<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, length).Select(i => T.CreateTruncating(Math.Sin(1 + (1.7 * i))))];

    /// <summary>Inference, training forward, backward from a target (or from a derivative where there is no loss).</summary>
    public static T[] Run<T>(INetwork<T> network, int samples = Samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] input = Numbers<T>(samples * network.InputSize);
        T[] target = [.. Numbers<T>(samples * network.OutputSize).Select(value => (value + T.One) / T.CreateTruncating(2))];
        T[] inferred = new T[samples * network.OutputSize];
        network.Forward(input, inferred);

        // Nothing is dropped at random, and running averages stay what they are.
        Workspace<T> workspace = network.CreateWorkspace(samples, inputGradient: true);
        workspace.IsTraining = false;
        network.Forward(input, workspace);
        AssertClose(inferred, workspace.Output, network.Layers.Max(layer => Math.Max(layer.InputSize, layer.OutputSize)));

        T loss = T.Zero;
        if (network.Loss == Loss.None)
        {
            network.BackwardFrom(target, workspace);
        }
        else
        {
            loss = network.Backward(target, workspace);
            Assert.Equal(loss, network.EvaluateLoss(target, workspace));
        }

        return [.. inferred, loss, .. workspace.Gradients, .. workspace.InputGradient];
    }

    // Inference and training may add in another order: equal but for rounding. The error of a sum of n terms grows like √n unit roundoffs (Higham and
    // Mary, A new approach to probabilistic rounding error analysis, 2019), times what cancels: 3 with a million terms, less than 1 otherwise.
    private static void AssertClose<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, int terms)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const double Cancelled = 16;
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (T number in expected)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateChecked(number)));
        }

        double roundoff = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);
        double tolerance = Cancelled * Math.Sqrt(terms) * roundoff * largest;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(expected[i]) - double.CreateChecked(actual[i]));
            Assert.True(difference <= tolerance, $"Number {i}: {expected[i]} was expected, {actual[i]} found; {tolerance:E1} is allowed.");
        }
    }
}
