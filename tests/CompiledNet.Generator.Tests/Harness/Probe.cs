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

        Workspace<T> workspace = network.CreateWorkspace(samples, inputGradient: true);
        network.Forward(input, workspace);
        AssertClose(inferred, workspace.Output);

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

    // Inference and training may add in another order: equal but for rounding, measured by the largest number, or by 1 where the terms of a sum cancel
    // (a million of them in one test).
    private static void AssertClose<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        T largest = T.One;
        foreach (T number in expected)
        {
            largest = T.Max(largest, T.Abs(number));
        }

        T tolerance = largest * T.CreateTruncating(typeof(T) == typeof(float) ? 1e-4 : 1e-10);

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(T.Abs(expected[i] - actual[i]) <= tolerance, $"Number {i}: {expected[i]} was expected, {actual[i]} found.");
        }
    }
}
