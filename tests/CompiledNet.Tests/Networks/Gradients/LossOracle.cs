namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>The losses once more, straight from their definitions and from outputs alone: what the library is held against.</summary>
internal static class LossOracle
{
    /// <summary>The mean loss over some samples.</summary>
    public static double Evaluate(Loss loss, double[] output, double[] target, int outputs)
    {
        double sum = 0;
        for (int k = 0; k < output.Length; k++)
        {
            sum += Term(loss, output[k], target[k]);
        }

        bool isMean = loss is Loss.MeanSquaredError or Loss.MeanAbsoluteError;
        return sum / (output.Length / outputs) / (isMean ? outputs : 1);
    }

    private static double Term(Loss loss, double output, double y)
    {
        double e = output - y;
        return loss switch
        {
            Loss.HalfSquaredError => e * e / 2,
            Loss.SquaredError or Loss.MeanSquaredError => e * e,
            Loss.MeanAbsoluteError => Math.Abs(e),
            Loss.Huber => Math.Abs(e) <= 1 ? e * e / 2 : Math.Abs(e) - 0.5,
            Loss.BinaryCrossEntropy => TimesLog(-y, output) + TimesLog(y - 1, 1 - output),
            Loss.CategoricalCrossEntropy => TimesLog(-y, output),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, null),
        };
    }

    private static double TimesLog(double factor, double p) => factor == 0 ? 0 : factor * Math.Log(p);
}
