using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Evaluation;

/// <summary>What holds for any predictions, on random ones with and without ties.</summary>
public sealed class PropertyTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int, bool> Draws
    {
        get
        {
            var draws = new TheoryData<int, bool>();
            for (int seed = 0; seed < 20; seed++)
            {
                draws.Add(seed, seed % 2 == 0);
            }

            return draws;
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Counts_add_up(int seed, bool ties)
    {
        Predictions<double> predictions = Draw(seed, ties);
        ConfusionMatrix matrix = ConfusionMatrix.Of(predictions);
        int[] classes = [.. Enumerable.Range(0, matrix.ClassCount)];
        Assert.Equal(predictions.Count, matrix.Count);
        Assert.Equal(matrix.Count, classes.Sum(matrix.Support));
        Assert.Equal(matrix.Count, classes.Sum(matrix.PredictedCount));
        Assert.Equal(matrix.Accuracy, matrix.WeightedAverage.Recall, Tolerance);
        Assert.Equal(matrix.Accuracy, matrix.MicroAverage.F1);
        Assert.All(classes, c => Assert.InRange(
            matrix.F1(c),
            Math.Min(matrix.Precision(c), matrix.Recall(c)) - Tolerance,
            Math.Max(matrix.Precision(c), matrix.Recall(c)) + Tolerance));
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Averages_do_not_depend_on_the_order_of_the_classes(int seed, bool ties)
    {
        Predictions<double> predictions = Draw(seed, ties);
        int last = predictions.ClassCount - 1;
        int[] actual = [.. Enumerable.Range(0, predictions.Count).Select(predictions.ActualClassOf)];
        int[] predicted = predictions.Classes();
        ConfusionMatrix matrix = ConfusionMatrix.Of(actual, predicted, last + 1);
        ConfusionMatrix turned = ConfusionMatrix.Of([.. actual.Select(c => last - c)], [.. predicted.Select(c => last - c)], last + 1);
        Assert.Equal(matrix.Accuracy, turned.Accuracy);
        Assert.Equal(matrix.MacroAverage.F1, turned.MacroAverage.F1, Tolerance);
        Assert.Equal(matrix.WeightedAverage.Precision, turned.WeightedAverage.Precision, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Top_1_is_the_accuracy_and_more_is_never_less(int seed, bool ties)
    {
        Predictions<double> predictions = Draw(seed, ties);
        double[] top = [.. Enumerable.Range(1, predictions.ClassCount).Select(k => Classification.TopKAccuracy(predictions, k))];
        Assert.Equal(ConfusionMatrix.Of(predictions).Accuracy, top[0]);
        Assert.Equal(top.Order(), top);
        Assert.Equal(1, top[^1]);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Figures_of_a_network_are_those_of_Evaluate(int seed, bool ties)
    {
        // A network that passes its inputs through: the outputs drawn are its outputs.
        Predictions<double> drawn = Samples.Draw(new Random(seed), 3, 70, ties);
        int[] classes = [.. Enumerable.Range(0, drawn.Count).Select(drawn.ActualClassOf)];
        PassNet net = Samples.Pass();
        var data = new DataSet<double>(drawn.Outputs, 3, classes, 3);
        EvaluationResult result = Trainer.Evaluate(net, data);
        Predictions<double> predictions = Trainer.Predict(net, data);
        Assert.Equal(result.Accuracy, ConfusionMatrix.Of(predictions).Accuracy);
        if (!ties)
        {
            Assert.Equal(result.Loss, Classification.LogLoss(predictions), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void The_area_is_the_share_of_pairs_in_the_right_order(int seed, bool ties)
    {
        (bool[] actual, double[] scores) = DrawScores(seed, ties);
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            for (int j = 0; j < actual.Length; j++)
            {
                if (actual[i] && !actual[j])
                {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        Assert.Equal(right / pairs, RocCurve.Of<double>(actual, scores).Auc, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void The_area_is_that_below_the_points(int seed, bool ties)
    {
        (bool[] actual, double[] scores) = DrawScores(seed, ties);
        foreach (bool drop in new[] { false, true })
        {
            RocCurve curve = RocCurve.Of<double>(actual, scores, drop);
            double area = curve.Points.Zip(curve.Points.Skip(1), (a, b) =>
                (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
            Assert.Equal(area, curve.Auc, Tolerance);
            Assert.Equal((0, 0), (curve.Points[0].FalsePositiveRate, curve.Points[0].TruePositiveRate));
            Assert.Equal((1, 1), (curve.Points[^1].FalsePositiveRate, curve.Points[^1].TruePositiveRate));
            Assert.Equal(curve.Points.OrderBy(p => p.FalsePositiveRate).ThenBy(p => p.TruePositiveRate), curve.Points);
            Assert.Equal(curve.Points.OrderByDescending(p => p.Threshold), curve.Points);
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Only_the_order_of_the_scores_counts(int seed, bool ties)
    {
        (bool[] actual, double[] scores) = DrawScores(seed, ties);
        double area = RocCurve.Of<double>(actual, scores).Auc;
        Assert.Equal(area, RocCurve.Of<double>(actual, [.. scores.Select(s => (8 * s) - 16)]).Auc);
        Assert.Equal(1 - area, RocCurve.Of<double>(actual, [.. scores.Select(s => -s)]).Auc, Tolerance);
        Assert.Equal(1 - area, RocCurve.Of<double>([.. actual.Select(a => !a)], scores).Auc, Tolerance);
        Array.Reverse(actual);
        Array.Reverse(scores);
        Assert.Equal(area, RocCurve.Of<double>(actual, scores).Auc);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Every_probability_lies_in_its_bin(int seed, bool ties)
    {
        (bool[] actual, double[] scores) = DrawScores(seed, ties);
        int bins = 1 + (seed % 16);
        Calibration calibration = Calibration.Of<double>(actual, scores, bins);
        for (int i = 0; i < bins; i++)
        {
            CalibrationBin bin = calibration.Bins[i];
            Assert.Equal(scores.Count(s => (s > bin.Lower || (i == 0 && s == 0)) && s <= bin.Upper), bin.Count);
        }

        Assert.Equal(actual.Length, calibration.Bins.Sum(bin => bin.Count));
        Assert.InRange(calibration.ExpectedError, 0, calibration.MaximumError + Tolerance);
        Assert.InRange(calibration.BrierScore, 0, 1);

        // One bin knows only the means.
        double gap = Math.Abs(scores.Average() - ((double)actual.Count(a => a) / actual.Length));
        Assert.Equal(gap, Calibration.Of<double>(actual, scores, 1).ExpectedError, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Two_outputs_score_twice_what_one_does(int seed, bool ties)
    {
        (bool[] actual, double[] scores) = DrawScores(seed, ties);
        int[] classes = [.. actual.Select(a => a ? 1 : 0)];
        Predictions<double> two = Samples.OfClasses(classes, 2, [.. scores.SelectMany(s => new[] { 1 - s, s })]);
        Assert.Equal(2 * Calibration.OfClass(two, 1).BrierScore, Calibration.Of(two).BrierScore, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Errors_scale_with_the_numbers(int seed, bool ties)
    {
        (_, double[] actual) = DrawScores(seed, ties);
        (_, double[] predicted) = DrawScores(seed + 100, ties);
        RegressionScores scores = RegressionReport.Of<double>(actual, predicted).Overall;
        RegressionScores scaled = RegressionReport.Of<double>(
            [.. actual.Select(y => (4 * y) - 8)], [.. predicted.Select(y => (4 * y) - 8)]).Overall;
        Assert.Equal(4 * scores.MeanAbsoluteError, scaled.MeanAbsoluteError, Tolerance);
        Assert.Equal(4 * scores.RootMeanSquaredError, scaled.RootMeanSquaredError, Tolerance);
        Assert.Equal(4 * scores.MaxError, scaled.MaxError, Tolerance);
        Assert.Equal(scores.RSquared, scaled.RSquared, Tolerance);
        Assert.InRange(scores.RootMeanSquaredError, scores.MeanAbsoluteError, scores.MaxError);
    }

    private static Predictions<double> Draw(int seed, bool ties)
    {
        var random = new Random(seed);
        return Samples.Draw(random, random.Next(2, 8), random.Next(1, 80), ties);
    }

    /// <summary>Some positive samples, some negative, and scores from 0 to 1; with ties, tenths.</summary>
    private static (bool[] Actual, double[] Scores) DrawScores(int seed, bool ties)
    {
        var random = new Random(seed);
        const int Samples = 60;
        bool[] actual = [.. Enumerable.Range(0, Samples).Select(i => i == 0 || (i > 1 && random.Next(2) == 0))];
        double[] scores = [.. actual.Select(a => Math.Min(1, random.NextDouble() + (a ? 0.2 : 0)))];
        return (actual, ties ? [.. scores.Select(s => Math.Round(s, 1))] : scores);
    }
}
