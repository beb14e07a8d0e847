using System.Numerics;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Table;

/// <summary>A contestant is timed only if it computes what ours does.</summary>
internal static class Checks
{
    private const int Steps = 10;
    private const double OutputTolerance = 1e-5;
    private const double GradientTolerance = 1e-4;

    // Adam divides by the root of a mean square, which turns rounding of the smallest gradients into steps of full size.
    private const double MovementTolerance = 0.02;

    /// <summary>Compares outputs.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Inference<T>(string name, InferenceLoop<float> ours, InferenceLoop<T> theirs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int call = 0; call < Samples<float>.Calls; call++)
        {
            Compare($"{name}: output of call {call}", Widen(ours.Infer(call)), Widen(theirs.Infer(call)), OutputTolerance);
        }
    }

    /// <summary>Compares the gradients of the first step, and how far ten steps have moved the parameters.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Training<T>(string name, Training<float> ours, Training<T> theirs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] start = Widen(ours.Parameters());
        Compare($"{name}: parameters at the start", start, Widen(theirs.Parameters()), 0);
        ours.Step(0);
        theirs.Step(0);
        Compare($"{name}: gradients", Widen(ours.Gradients()), Widen(theirs.Gradients()), GradientTolerance);
        ours.Steps(Steps);
        theirs.Steps(Steps);
        Compare(
            $"{name}: movement of the parameters",
            [.. Widen(ours.Parameters()).Zip(start, (now, then) => now - then)],
            [.. Widen(theirs.Parameters()).Zip(start, (now, then) => now - then)],
            MovementTolerance);
    }

    private static double[] Widen<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. values.Select(double.CreateChecked)];

    /// <summary>The distance of two vectors relative to the length of the first.</summary>
    private static void Compare(string what, double[] ours, double[] theirs, double tolerance)
    {
        double length = Math.Sqrt(ours.Sum(value => value * value));
        double distance = Math.Sqrt(ours.Zip(theirs, (x, y) => (x - y) * (x - y)).Sum());
        if (ours.Length != theirs.Length || !(distance <= tolerance * length))
        {
            throw new InvalidOperationException($"{what} differs by {distance} of {length}.");
        }
    }
}
