namespace CompiledNet.Tests.Training;

#pragma warning disable CN0021, CN0022, CN0023, CN0024, CN0025, CN0026, CN0027 // The mistake is what is tested.
[Network(inputs: 1, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Softmax)]
internal sealed partial class AlwaysOneNet;
#pragma warning restore CN0021, CN0022, CN0023, CN0024, CN0025, CN0026, CN0027

/// <summary>A loss that is no number is blamed on what made it so.</summary>
public sealed class DivergenceCauseTests
{
    [Theory]
    [InlineData(double.NaN, "input 0 of sample 2 is NaN")]
    [InlineData(double.NegativeInfinity, "input 0 of sample 2 is infinite")]
    public void A_sample(double value, string expected)
    {
        var inputs = new DataSet<double>([0.1, 0.2, value, 0.4], 1, [0.0, 1, 0, 1], 1);
        string message = Diverged(new LineNet(), inputs, new TrainingOptions { BatchSize = 2, Seed = 3 });
        Assert.Contains($"because {expected}; training stopped and the network is as it was before. Fill in", message, StringComparison.Ordinal);
        Assert.DoesNotContain("learning rate", message, StringComparison.Ordinal);

        // By its number in the caller's set, whichever part of it is kept for validation.
        for (int seed = 0; seed < 8; seed++)
        {
            try
            {
                Trainer.Fit(new LineNet(), inputs, new TrainingOptions { Epochs = 1, Seed = seed, ValidationFraction = 0.5, BatchSize = 1 });
            }
            catch (TrainingDivergedException exception)
            {
                Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_target() => Assert.Contains(
        "because target 0 of sample 1 is NaN",
        Diverged(new LineNet(), new DataSet<double>([1, 2, 3], 1, [1, double.NaN, 3], 1), new TrainingOptions()),
        StringComparison.Ordinal);

    [Fact]
    public void A_sample_of_a_stream() => Assert.Contains(
        "because input 0 of sample 1 of the batch is NaN",
        Assert.Throws<TrainingDivergedException>(
            () => Trainer.Fit(new LineNet(), [new Batch<double>([1, double.NaN], [1.0, 2])], new TrainingOptions())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_parameter_from_before()
    {
        var net = new PointsDoubleNet();
        net.Layer1.Weights[3, 1] = double.NaN;
        string message = Diverged(net, new DataSet<double>([1, 2], 2, classes: [1], 3), new TrainingOptions());
        Assert.Contains("because Layer1.Weights[3, 1] was NaN before the training began", message, StringComparison.Ordinal);
        Assert.DoesNotContain("step", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Softmax_over_one_unit()
    {
        string message = Diverged(new AlwaysOneNet(), new DataSet<double>([1, 2], 1, [0.0, 1], 1), new TrainingOptions());
        Assert.Contains("because softmax over one unit is always 1", message, StringComparison.Ordinal);
        Assert.Contains("Activation.Sigmoid", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_is_too_large_is_still_advised_against() => Assert.Contains(
        "A smaller learning rate",
        Diverged(new LineNet(), TrainingData.Line(), new TrainingOptions { Epochs = 1000, Optimizer = new Sgd(100) }),
        StringComparison.Ordinal);

    private static string Diverged(INetwork<double> net, DataSet<double> data, TrainingOptions options) =>
        Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(net, data, options)).Message;
}
