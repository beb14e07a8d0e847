using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Data;

/// <summary>Sets whose inputs are bytes, against the same numbers as such.</summary>
public sealed class ByteInputTests
{
    private const int Size = 2;

    private static readonly byte[] s_bytes = [0, 255, 51, 102, 204, 1];
    private static readonly int[] s_classes = [0, 2, 1];

    [Fact]
    public void Bytes_are_numbers_from_low_to_high()
    {
        DataSet<double> set = DataSet.OfBytes<double>(s_bytes, Size, s_classes, 3);
        Assert.Equal(3, set.Count);
        Assert.Equal([0, 1], set.InputOf(0));
        Assert.Equal([0.2, 0.4], set.InputOf(1));
        Assert.Equal([0.8, 1 / 255.0], set.InputOf(2));
        Assert.Equal(2, set.ClassOf(1));

        DataSet<float> centered = DataSet.OfBytes<float>(s_bytes, Size, (float[])[7, 8, 9], 1, low: -1, high: 1);
        Assert.Equal([-1, 1], centered.InputOf(0));
        Assert.Equal([9], centered.TargetOf(2));
    }

    [Fact]
    public void Parts_and_other_targets_have_the_same_inputs()
    {
        DataSet<double> set = DataSet.OfBytes<double>(s_bytes, Size, s_classes, 3);
        DataSet<double> part = set.Subset([2, 0]);
        Assert.Equal([0.8, 1 / 255.0], part.InputOf(0));
        Assert.Equal([0, 1], part.ToOneHot().InputOf(1));
        Assert.Equal([0, 1, 0], part.ToOneHot().TargetOf(0));
        Assert.Equal([0.2, 0.4], set.ToOneHot().ToClasses().InputOf(1));
        Assert.Equal((0.4 - (1 / 255.0)) / (1 - (1 / 255.0)), MinMaxScaler.Fit(set).Transform(set).InputOf(1)[1], 1e-15);

        var destination = new double[3];
        set.CopyInput(1, destination);
        Assert.Equal([0.2, 0.4, 0], destination);
        Assert.Throws<ArgumentException>("destination", () => set.CopyInput(1, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => set.CopyInput(3, new double[2]));
    }

    [Fact]
    public void A_network_learns_the_same_from_bytes()
    {
        var random = new Random(1);
        var bytes = new byte[200];
        random.NextBytes(bytes);
        int[] classes = [.. Enumerable.Range(0, 100).Select(i => bytes[2 * i] > 99 ? bytes[(2 * i) + 1] > 99 ? 2 : 1 : 0)];
        var ofBytes = new PointsNet(seed: 1);
        var ofNumbers = new PointsNet(seed: 1);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 8, ValidationFraction = 0.2 };
        TrainingHistory history = Trainer.Fit(ofBytes, DataSet.OfBytes<float>(bytes, 2, classes, 3), options);
        TrainingHistory expected = Trainer.Fit(ofNumbers, new DataSet<float>(Array.ConvertAll(bytes, one => one / 255f), 2, classes, 3), options);
        Assert.Equal(expected[2].ValidationLoss, history[2].ValidationLoss);
        Assert.Equal(Networks.TestData.Bits<float>(ofNumbers.Parameters), Networks.TestData.Bits<float>(ofBytes.Parameters));
        Assert.Equal(
            Trainer.Predict(ofNumbers, new DataSet<float>(Array.ConvertAll(bytes, one => one / 255f), 2, classes, 3)).OutputOf(7),
            Trainer.Predict(ofBytes, DataSet.OfBytes<float>(bytes, 2, classes, 3)).OutputOf(7));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Throws<ArgumentException>("inputs", () => DataSet.OfBytes<float>(new byte[3], 2, new int[1], 3));
        Assert.Throws<ArgumentException>("classes", () => DataSet.OfBytes<float>(new byte[4], 2, new int[1], 3));
        Assert.Throws<ArgumentException>("targets", () => DataSet.OfBytes<float>(new byte[4], 2, new float[3], 2));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => DataSet.OfBytes<float>(new byte[4], 2, new int[2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => DataSet.OfBytes<float>(new byte[4], 2, new int[2], 1, high: double.NaN));
    }
}
