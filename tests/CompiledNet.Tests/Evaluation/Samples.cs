using System.Globalization;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Predictions whose outputs are what the test says.</summary>
internal static class Samples
{
    /// <summary>Outputs for samples that belong to classes.</summary>
    public static Predictions<double> OfClasses(int[] classes, int classCount, double[] outputs) =>
        new(new DataSet<double>(new double[classes.Length], 1, classes, classCount), outputs);

    /// <summary>Outputs beside target vectors.</summary>
    public static Predictions<double> OfTargets(double[] targets, int size, double[] outputs) =>
        new(new DataSet<double>(new double[targets.Length / size], 1, targets, size), outputs);

    /// <summary>Random classes, and outputs that are probabilities; with ties, multiples of 1/8 of which several are equal.</summary>
    public static Predictions<double> Draw(Random random, int classCount, int count, bool ties)
    {
        int[] classes = [.. Enumerable.Range(0, count).Select(_ => random.Next(classCount))];
        double[] outputs = new double[count * classCount];
        for (int sample = 0; sample < count; sample++)
        {
            Span<double> output = outputs.AsSpan(sample * classCount, classCount);
            double rest = 1;
            for (int i = 0; i < classCount; i++)
            {
                double share = i == classCount - 1 ? rest : rest * random.NextDouble();
                output[i] = ties ? Math.Floor(8 * share) / 8 : share;
                rest -= output[i];
            }
        }

        return OfClasses(classes, classCount, outputs);
    }

    /// <summary>A network of three inputs whose outputs are its inputs.</summary>
    public static PassNet Pass()
    {
        var net = new PassNet();
        for (int i = 0; i < 3; i++)
        {
            net.Layer1.Weights[i, i] = 1;
        }

        return net;
    }

    /// <summary>Runs something under a culture with a decimal comma, a grouping point and another minus sign.</summary>
    public static string UnderHostileCulture(Func<string> action)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            hostile.NumberFormat.NumberGroupSeparator = ".";
            hostile.NumberFormat.NegativeSign = "\u2212";
            hostile.NumberFormat.NaNSymbol = "?";
            CultureInfo.CurrentCulture = hostile;
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
