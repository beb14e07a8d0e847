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
            Predictions<float> predictions = committee.Predict(test);
            scores.Add(study.IsClassification
                ? ConfusionMatrix.Of(predictions).Accuracy
                : RegressionReport.Of(predictions).Overall.RSquared);
            epochs.Add(committee.Epochs);
        }

        return new CrossValidation(study, [.. scores], [.. epochs], Stopwatch.GetElapsedTime(start));
    }
}
