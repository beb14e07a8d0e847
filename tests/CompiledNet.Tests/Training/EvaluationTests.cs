using System.Globalization;

namespace CompiledNet.Tests.Training;

/// <summary>Loss and accuracy, of networks whose outputs the test knows.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public void Accuracy_is_the_share_of_largest_outputs()
    {
        // Outputs are the inputs; right are the first and the third. A tie goes to the first, and a NaN is never right.
        double[] outputs = [0.7, 0.2, 0.1, 0.1, 0.6, 0.3, 0.2, 0.2, 0.6, 0.4, 0.4, 0.2];
        EvaluationResult result = Trainer.Evaluate(Pass(), new DataSet<double>(outputs, 3, (int[])[0, 2, 2, 1], 3));
        Assert.Equal(4, result.Count);
        Assert.Equal(0.5, result.Accuracy);
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.6) + Math.Log(0.4)) / 4, result.Loss, 1e-14);

        double[] withNaN = [double.NaN, 0.2, 0.1];
        Assert.Equal(0, Trainer.Evaluate(Pass(), new DataSet<double>(withNaN, 3, (int[])[0], 3)).Accuracy);
    }

    [Fact]
    public void Target_vectors_under_categorical_cross_entropy_count_by_their_largest_number()
    {
        double[] outputs = [0.7, 0.2, 0.1, 0.1, 0.6, 0.3];
        double[] targets = [0.6, 0.3, 0.1, 0, 0.4, 0.6];
        Assert.Equal(0.5, Trainer.Evaluate(Pass(), new DataSet<double>(outputs, 3, targets, 3)).Accuracy);
    }

    [Fact]
    public void One_output_under_binary_cross_entropy_counts_by_its_side_of_one_half()
    {
        // σ(x): 0.73, 0.27, 0.73 and exactly 0.5, which is not above it.
        var net = new CoinNet();
        net.Layer1.Weights[0, 0] = 1;
        EvaluationResult result = Trainer.Evaluate(net, new DataSet<double>((double[])[1, -1, 1, 0], 1, (double[])[1, 0, 0, 0], 1));
        Assert.Equal(0.75, result.Accuracy);
    }

    [Fact]
    public void A_regression_has_no_accuracy()
    {
        EvaluationResult result = Trainer.Evaluate(new LineNet(), TrainingData.Line());
        Assert.Null(result.Accuracy);
        Assert.Equal((2 + 8 + 18) / 3.0, result.Loss, 1e-14);

        // Of three outputs neither, unless its targets are one-hot.
        float[] inputs = [1, 2, 3, 4];
        var oneHot = new DataSet<float>(inputs, 2, (float[])[0, 1, 0, 1, 0, 0], 3);
        var other = new DataSet<float>(inputs, 2, (float[])[0, 1, 0, 1, 0.5f, 0], 3);
        var twoHot = new DataSet<float>(inputs, 2, (float[])[0, 1, 0, 1, 1, 0], 3);
        Assert.NotNull(Trainer.Evaluate(new SquaredPointsNet(), oneHot).Accuracy);
        Assert.Null(Trainer.Evaluate(new SquaredPointsNet(), other).Accuracy);
        Assert.Null(Trainer.Evaluate(new SquaredPointsNet(), twoHot).Accuracy);
    }

    [Fact]
    public void Batches_of_different_sizes_count_by_their_samples()
    {
        // More samples than one batch of Evaluate, the last one ragged and unlike the others.
        double[] inputs = [.. Enumerable.Range(0, 131).Select(i => i < 128 ? 1.0 : 4.0)];
        double[] targets = new double[131];
        var net = new LineNet();
        net.Layer1.Weights[0, 0] = 1;
        Assert.Equal(((128 * 0.5) + (3 * 8)) / 131, Trainer.Evaluate(net, new DataSet<double>(inputs, 1, targets, 1)).Loss, 1e-14);
    }

    [Fact]
    public void Evaluation_changes_nothing()
    {
        var net = new PointsNet();
        byte[] before = Networks.TestData.Bits<float>(net.Parameters);
        Trainer.Evaluate(net, TrainingData.Points(10));
        Assert.Equal(before, Networks.TestData.Bits<float>(net.Parameters));
    }

    [Fact]
    public void Results_print_the_same_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            hostile.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = hostile;

            var epoch = new EpochResult
            {
                Epoch = 3,
                Epochs = 10,
                TrainingLoss = 0.12345,
                TrainingAccuracy = 0.5,
                ValidationLoss = 1.5e-7,
                ValidationAccuracy = 0.75,
                Elapsed = TimeSpan.FromSeconds(1.234),
            };
            Assert.Equal(
                "epoch  3/10  loss 0.1235  accuracy 0.5000  validation loss 1.50e-7  accuracy 0.7500  1.23 s", epoch.ToString());
            Assert.Equal(
                "epoch  3/10  loss 0.1235  1.23 s",
                (epoch with { TrainingAccuracy = null, ValidationLoss = null, ValidationAccuracy = null }).ToString());
            Assert.Equal(
                "loss 0.25, accuracy 0.9000 over 10 samples",
                new EvaluationResult { Count = 10, Loss = 0.25, Accuracy = 0.9 }.ToString());
            Assert.Equal("loss 0.25 over 10 samples", new EvaluationResult { Count = 10, Loss = 0.25 }.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static PassNet Pass()
    {
        var net = new PassNet();
        for (int i = 0; i < 3; i++)
        {
            net.Layer1.Weights[i, i] = 1;
        }

        return net;
    }
}
