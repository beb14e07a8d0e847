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
    public static void Inference(string name, InferenceLoop<float> ours, InferenceLoop<float> theirs)
    {
        for (int call = 0; call < Samples<float>.Calls; call++)
        {
            Compare($"{name}: output of call {call}", ours.Infer(call), theirs.Infer(call), OutputTolerance);
        }
    }

    /// <summary>Compares the gradients of the first step, and how far ten steps have moved the parameters.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Training(string name, Training<float> ours, Training<float> theirs)
    {
        float[] start = ours.Parameters();
        Compare($"{name}: parameters at the start", start, theirs.Parameters(), 0);
        ours.Step(0);
        theirs.Step(0);
        Compare($"{name}: gradients", ours.Gradients(), theirs.Gradients(), GradientTolerance);
        ours.Steps(Steps);
        theirs.Steps(Steps);
        Compare(
            $"{name}: movement of the parameters",
            [.. ours.Parameters().Zip(start, (now, then) => now - then)],
            [.. theirs.Parameters().Zip(start, (now, then) => now - then)],
            MovementTolerance);
    }

    /// <summary>The distance of two vectors relative to the length of the first.</summary>
    private static void Compare(string what, float[] ours, float[] theirs, double tolerance)
    {
        double length = Math.Sqrt(ours.Sum(value => (double)value * value));
        double distance = Math.Sqrt(ours.Zip(theirs, (x, y) => ((double)x - y) * ((double)x - y)).Sum());
        if (ours.Length != theirs.Length || !(distance <= tolerance * length))
        {
            throw new InvalidOperationException($"{what} differs by {distance} of {length}.");
        }
    }
}
