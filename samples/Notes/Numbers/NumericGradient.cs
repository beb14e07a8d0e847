using CompiledNet;

namespace Notes;

/// <summary>A gradient from backward propagation beside the slope of the loss itself.</summary>
internal sealed record Comparison(Matrix Analytic, Matrix Numeric)
{
    /// <summary>|a − n| / max(|a|, |n|, 1e-3 of the tensor's largest gradient); 0 where both are 0.</summary>
    public Matrix RelativeErrors
    {
        get
        {
            double floor = 1e-3 * Math.Max(Analytic.Largest, Numeric.Largest);
            return Analytic.With(Numeric, (a, n) =>
                a == n ? 0 : Math.Abs(a - n) / Math.Max(Math.Max(Math.Abs(a), Math.Abs(n)), floor));
        }
    }
}

/// <summary>
/// Slopes of the loss by central differences: D(h) = (L(w + h) − L(w − h)) / 2h. It is wrong by about h² L‴/6, so (4 D(h) − D(2h)) / 3
/// is right but for h⁴, and h may be so large that the rounding of L hardly counts.
/// </summary>
internal static class NumericGradient
{
    public const string Explanation = "numeric: (4 D(h) − D(2h)) / 3 from central differences D(h) = (L(w + h) − L(w − h)) / 2h, h = 1e-3";

    private const double Step = 1e-3;

    /// <summary>The slope of the loss in each element of one weight matrix or bias vector.</summary>
    public static Matrix InParameters(INetwork<double> network, TensorLayout layout, double[] input, double[] target)
    {
        Workspace<double> workspace = network.CreateWorkspace(input.Length / network.InputSize);
        return new Matrix(layout.Rows, layout.Columns, (row, column) => Slope(
            ref network.Parameters[layout.IndexOf(row, column)], () => LossOf(network, input, target, workspace)));
    }

    /// <summary>The slope of the loss in each element of the input, a column for each sample.</summary>
    public static Matrix InInput(INetwork<double> network, double[] input, double[] target)
    {
        double[] moved = [.. input];
        Workspace<double> workspace = network.CreateWorkspace(input.Length / network.InputSize);
        return new Matrix(network.InputSize, input.Length / network.InputSize, (i, sample) => Slope(
            ref moved[(sample * network.InputSize) + i], () => LossOf(network, moved, target, workspace)));
    }

    private static double LossOf(INetwork<double> network, double[] input, double[] target, Workspace<double> workspace)
    {
        network.Forward(input, workspace);
        return network.EvaluateLoss(target, workspace);
    }

    private static double Slope(ref double argument, Func<double> loss) =>
        ((4 * CentralDifference(ref argument, Step, loss)) - CentralDifference(ref argument, 2 * Step, loss)) / 3;

    private static double CentralDifference(ref double argument, double h, Func<double> loss)
    {
        double original = argument;
        double above = original + h;
        double below = original - h;
        argument = above;
        double lossAbove = loss();
        argument = below;
        double lossBelow = loss();
        argument = original;
        return (lossAbove - lossBelow) / (above - below);
    }
}
