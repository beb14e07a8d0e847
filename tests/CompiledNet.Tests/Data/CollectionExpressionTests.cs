using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Data;

/// <summary>Sets, batches and predictions of collection expressions, and of arrays and memory as before.</summary>
public sealed class CollectionExpressionTests
{
    [Fact]
    public void Sets_are_made_of_them()
    {
        var targets = new DataSet<float>([0, 1], 1, [0.5f, 2], 1);
        Assert.Equal((2, false, 2f), (targets.Count, targets.HasClasses, targets.TargetOf(1)[0]));
        var named = new DataSet<float>([0, 1], 1, targets: [0, 1], 1);
        Assert.False(named.HasClasses);
        var classes = new DataSet<float>([0, 1], 1, classes: [2, 0], 3);
        Assert.Equal((true, 2), (classes.HasClasses, classes.ClassOf(0)));

        float[] numbers = [1, 2];
        int[] indices = [0, 1];
        Assert.False(new DataSet<float>(numbers, 1, numbers, 1).HasClasses);
        Assert.True(new DataSet<float>(numbers, 1, indices, 2).HasClasses);
        Assert.False(new DataSet<float>(numbers.AsMemory(), 1, numbers, 1).HasClasses);
        Assert.True(new DataSet<float>(numbers, 1, new ReadOnlyMemory<int>(indices), 2).HasClasses);
        Assert.Contains(
            "The length of inputs is 0", Assert.Throws<ArgumentException>(() => new DataSet<float>([], 1, [1f], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_and_predictions_are_too()
    {
        Assert.False(new Batch<float>([0, 1], [0.5f, 2]).HasClasses);
        Assert.True(new Batch<float>([0, 1], classes: [1, 2]).HasClasses);
        var predictions = new Predictions<double>(new DataSet<double>([1, 2], 1, [1.0, 0], 1), [0.9, 0.2]);
        Assert.Equal([1, 0], predictions.Classes());
    }

    [Fact]
    public void Recordings_and_weights_are_too()
    {
        var recording = new SequenceRecording<float>([0.5f, 1], [1, 2.5f]);
        Assert.Equal((2, 2.5f), (recording.Input.Length, recording.Target.Span[1]));
        float[] sound = [1, 2, 3];
        Assert.Equal(2, new SequenceRecording<float>(sound.AsMemory(1), sound.AsMemory(1)).Input.Length);
        var options = new TrainingOptions { Epochs = 1, SampleWeights = [1, 0.5], ClassWeights = [1, 2, 1] };
        Trainer.Fit(new PointsNet(), new DataSet<float>([0, 1, 2, 3], 2, classes: [1, 0], 3), options);
    }

    [Fact]
    public void One_output_is_a_number()
    {
        var line = new LineNet();
        line.Layer1.Weights[0, 0] = 3;
        Assert.Equal(15, line.Predict([5]));
        Assert.Contains("PointsNet has 3 outputs", Assert.Throws<InvalidOperationException>(() => new PointsNet().Predict([1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => line.Predict([1, 2]));
    }
}
