using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Evaluation;

/// <summary>The outputs of every sample of a data set.</summary>
public sealed class PredictTests
{
    // Several batches, the last one ragged.
    private const int Count = 131;

    [Fact]
    public void Every_sample_gets_its_output_in_order()
    {
        DataSet<double> data = Data();
        Predictions<double> predictions = Trainer.Predict(Samples.Pass(), data);
        Assert.Equal(Enumerable.Range(0, 3 * Count).Select(i => (double)i), predictions.Outputs.ToArray());
        Assert.Equal([15, 16, 17], predictions.OutputOf(5).ToArray());
        Assert.Same(data, predictions.Data);
        Assert.Equal((Count, 3, 3), (predictions.Count, predictions.OutputSize, predictions.ClassCount));
        Assert.Equal(Enumerable.Repeat(2, Count), predictions.Classes());
    }

    [Fact]
    public void A_part_of_a_set_is_predicted_in_its_own_order()
    {
        int[] backwards = [.. Enumerable.Range(0, Count).Reverse()];
        Predictions<double> predictions = Trainer.Predict(Samples.Pass(), Data().Subset(backwards));
        for (int sample = 0; sample < Count; sample++)
        {
            Assert.Equal(3.0 * backwards[sample], predictions.OutputOf(sample)[0]);
        }
    }

    [Fact]
    public void Predictions_are_those_of_inference()
    {
        DataSet<float> data = TrainingData.Points(Count);
        var net = new PointsNet(seed: 3);
        Predictions<float> predictions = Trainer.Predict(net, data);
        float[] expected = new float[3];
        for (int sample = 0; sample < Count; sample++)
        {
            net.Forward(data.InputOf(sample), expected);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(expected[i], predictions.OutputOf(sample)[i], 1e-6f);
            }
        }
    }

    [Fact]
    public void Memory_of_the_callers_gets_the_same_and_nothing_is_allocated()
    {
        PassNet net = Samples.Pass();
        DataSet<double> data = Data();
        double[] outputs = new double[3 * Count];
        Trainer.Predict(net, data, outputs);
        Assert.Equal(Trainer.Predict(net, data).Outputs.ToArray(), outputs);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Trainer.Predict(net, data, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_network_without_a_loss_predicts() =>
        Assert.Equal(3, Trainer.Predict(new LosslessNet(), new DataSet<float>(new float[2], 2, (int[])[0], 3)).Outputs.Length);

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        PassNet net = Samples.Pass();
        double[] outputs = new double[(3 * Count) - 1];
        Assert.Throws<ArgumentException>("outputs", () => Trainer.Predict(net, Data(), outputs));
        Assert.Throws<ArgumentException>("data", () => Trainer.Predict(net, new DataSet<double>(new double[2], 2, (int[])[0], 3)));
        Assert.All(outputs, number => Assert.Equal(0, number));
        Assert.Throws<ArgumentException>("outputs", () => new Predictions<double>(Data(), outputs));
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => Trainer.Predict(net, Data()).OutputOf(Count));
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => Trainer.Predict(net, Data()).ClassOf(-1));
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Trainer.Predict(Samples.Pass(), Data(), new CancellationToken(true)));

    /// <summary>Inputs 0, 1, 2, …, three to a sample.</summary>
    private static DataSet<double> Data() =>
        new((double[])[.. Enumerable.Range(0, 3 * Count).Select(i => (double)i)], 3, new int[Count], 3);
}
