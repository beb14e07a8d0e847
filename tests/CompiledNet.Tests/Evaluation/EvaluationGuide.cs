using CompiledNet.Tests.Documentation;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Evaluation;

/// <summary>The code of docs/evaluation.md: every block stands here, compiled and run, and prints what the page says.</summary>
public sealed class EvaluationGuide
{
    private static readonly Guide s_guide = new("evaluation.md", "EvaluationGuide.cs");

    [Fact]
    public void Every_block_of_the_page_is_code_of_this_file() => s_guide.AssertIsCompiled(5);

    [Fact]
    public void The_page_shows_what_its_code_prints()
    {
        // The example's writer stands for the console.
        var console = new StringWriter { NewLine = "\n" };
        Classes(console);
        Curves(console);
        Probabilities(console);
        Regression(console);
        string printed = console.ToString();
        string[] blocks = s_guide.Blocks("text");
        Assert.Equal(4, blocks.Length);
        Assert.Equal(string.Concat(blocks), printed);
    }

    private static void Classes(StringWriter Console)
    {
        PassNet net = Samples.Pass();
        DataSet<double> test = Iris();
        //
        Predictions<double> predictions = Trainer.Predict(net, test);
        ConfusionMatrix matrix = ConfusionMatrix.Of(predictions, ["setosa", "versicolor", "virginica"]);
        Console.WriteLine(matrix);
        Console.WriteLine();
        Console.WriteLine(new ClassificationReport(matrix));
        //
        double[] outputs = new double[test.Count * test.OutputSize];
        Trainer.Predict(net, test, outputs);
        Assert.Equal(predictions.Outputs.ToArray(), outputs);
    }

    private static void Curves(StringWriter Console)
    {
        Predictions<double> predictions = Trainer.Predict(Samples.Pass(), Iris());
        bool[] isSpam = [true, true, false, true, false, false];
        float[] score = [0.9f, 0.8f, 0.7f, 0.7f, 0.4f, 0.1f];
        //
        RocCurve curve = RocCurve.Of<float>(isSpam, score);
        Console.WriteLine(curve);
        foreach (RocPoint point in curve.Points)
        {
            Console.WriteLine(point);
        }

        double meanArea = RocCurve.MacroAuc(predictions);            // of several classes, each against the others
        //
        Assert.InRange(meanArea, 0.5, 1);
    }

    private static void Probabilities(StringWriter Console)
    {
        Predictions<double> predictions = Trainer.Predict(Samples.Pass(), Iris());
        //
        double logLoss = Classification.LogLoss(predictions);
        double topTwo = Classification.TopKAccuracy(predictions, k: 2);
        Console.WriteLine(Calibration.Of(predictions, binCount: 4));
        //
        Assert.InRange(logLoss, 0, 2);
        Assert.InRange(topTwo, 0.5, 1);
    }

    private static void Regression(StringWriter Console)
    {
        double[] actual = [3, -0.5, 2, 7];
        double[] predicted = [2.5, 0, 2, 8];
        //
        Console.WriteLine(RegressionReport.Of<double>(actual, predicted));
    }

    /// <summary>Outputs for eight flowers, two of them wrong.</summary>
    private static DataSet<double> Iris() => new(
        (double[])[
            0.75, 0.125, 0.125, 1, 0, 0, 0.125, 0.75, 0.125, 0.25, 0.5, 0.25,
            0, 0.25, 0.75, 0, 0.125, 0.875, 0.125, 0.625, 0.25, 0, 0, 1],
        3,
        (int[])[0, 0, 1, 1, 1, 2, 2, 2],
        3);
}
