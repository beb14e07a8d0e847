using System.Diagnostics;
using CompiledNet;

namespace Tabular;

/// <summary>Measures how well a table is learned: each fifth of it is predicted by networks that have never seen it.</summary>
internal sealed class CrossValidation
{
    /// <summary>How often a table is learned.</summary>
    public const int Folds = 5;

    private CrossValidation(Study study, double[] scores, double[] epochs, TimeSpan elapsed) =>
        (Study, Scores, Epochs, Elapsed) = (study, scores, epochs, elapsed);

    /// <summary>What was measured.</summary>
    public Study Study { get; }

    /// <summary>Accuracy or R² on the test part of each fold.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>After how many epochs a network was at its best, on average in each fold.</summary>
    public IReadOnlyList<double> Epochs { get; }

    /// <summary>How long all took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The mean of the scores.</summary>
    public double Mean => Scores.Average();

    /// <summary>Their standard deviation, by n − 1.</summary>
    public double Deviation => Math.Sqrt(Scores.Sum(score => (score - Mean) * (score - Mean)) / (Scores.Count - 1));

    /// <summary>Learns and tests every fold.</summary>
    public static CrossValidation Run(Study study, long seed)
    {
        long start = Stopwatch.GetTimestamp();
        var scores = new List<double>();
        var epochs = new List<double>();
        foreach ((DataSet<float> training, DataSet<float> test) in study.Data.Folds(Folds, seed))
        {
            Committee committee = Committee.Train(study, training, seed);
            float[] predictions = committee.Predict(test);
            scores.Add(study.IsClassification ? Accuracy(predictions, test) : RSquared(predictions, test));
            epochs.Add(committee.Epochs);
        }

        return new CrossValidation(study, [.. scores], [.. epochs], Stopwatch.GetElapsedTime(start));
    }

    private static double Accuracy(float[] predictions, DataSet<float> test)
    {
        int[] classes = new int[test.Count];
        OneHot.Decode<float>(predictions, test.OutputSize, classes);
        return (double)Enumerable.Range(0, test.Count).Count(i => classes[i] == test.ClassOf(i)) / test.Count;
    }

    /// <summary>R² = 1 − Σ (ŷ − y)² / Σ (y − ȳ)², the mean ȳ that of the test part.</summary>
    private static double RSquared(float[] predictions, DataSet<float> test)
    {
        double[] targets = [.. Enumerable.Range(0, test.Count).Select(i => (double)test.TargetOf(i)[0])];
        double mean = targets.Average();
        double left = targets.Zip(predictions, (y, predicted) => (predicted - y) * (predicted - y)).Sum();
        return 1 - (left / targets.Sum(y => (y - mean) * (y - mean)));
    }
}
