using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Data;

/// <summary>Messages name what the caller passed, and count as people do.</summary>
public sealed class MessageTests
{
    [Fact]
    public void A_scaler_that_does_not_fit_names_the_network()
    {
        var wide = new StandardScaler([0, 0, 0], [1, 1, 1]);
        var line = new LineNet();
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => wide.FoldInto(line));
        Assert.Equal("network", thrown.ParamName);
        Assert.StartsWith("Layer1, the first layer, has 1 input; 3 were expected, the columns of the scaler.", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<ArgumentException>(() => wide.FoldInverseInto(line));
        Assert.Equal("network", thrown.ParamName);
        Assert.StartsWith("Layer1, the last layer, has 1 unit; 3 were expected", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<ArgumentException>(() => wide.FoldInto(line.Layer1));
        Assert.Equal("layer", thrown.ParamName);
        Assert.StartsWith("layer has 1 input; 3 were expected", thrown.Message, StringComparison.Ordinal);

        // No biases, and a scale that makes a weight infinite.
        thrown = Assert.Throws<ArgumentException>(() => new StandardScaler([1], [1]).FoldInto(WithWeight(1)));
        Assert.Equal(("network", true), (thrown.ParamName, thrown.Message.StartsWith("Layer1, the first layer, has no biases", StringComparison.Ordinal)));
        thrown = Assert.Throws<ArgumentException>(() => new StandardScaler([0], [1e-300]).FoldInto(WithWeight(1e300)));
        Assert.Equal(("network", true), (thrown.ParamName, thrown.Message.StartsWith("Layer1, the first layer, would get", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, "input", "0 inputs")]
    [InlineData(1, "input", "1 input")]
    [InlineData(2, "class", "2 classes")]
    [InlineData(1, "class", "1 class")]
    [InlineData(3, "batch", "3 batches")]
    [InlineData(2, "epoch", "2 epochs")]
    public void Nouns_follow_their_number(int count, string noun, string expected) => Assert.Equal(expected, Counted.Of(count, noun));

    [Fact]
    public void A_set_that_does_not_fit_is_counted()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => Trainer.Evaluate(new PointsNet(), new DataSet<float>([1, 2], 1, [1f, 2], 1)));
        Assert.Contains("data has 1 input and 1 output for each sample; 2 and 3 were expected", thrown.Message, StringComparison.Ordinal);
    }

    private static LineNet WithWeight(double weight)
    {
        var net = new LineNet();
        net.Layer1.Weights[0, 0] = weight;
        return net;
    }
}
