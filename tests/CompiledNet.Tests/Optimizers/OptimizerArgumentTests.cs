namespace CompiledNet.Tests.Optimizers;

/// <summary>The ranges are PyTorch's; RMSProp's decay, of which PyTorch only asks that it is not negative, must be below 1 as well.</summary>
public sealed class OptimizerArgumentTests
{
    public static TheoryData<string, Action<double>> NotNegative => new()
    {
        { "learningRate", value => new Sgd(value) },
        { "learningRate", value => new RmsProp(value) },
        { "learningRate", value => new Adagrad(value) },
        { "learningRate", value => new Adam(value) },
        { "learningRate", value => new AdamW(value) },
        { "momentum", value => new Sgd(0.1, value) },
        { "weightDecay", value => new Sgd(0.1, weightDecay: value) },
        { "weightDecay", value => new AdamW(weightDecay: value) },
        { "epsilon", value => new RmsProp(epsilon: value) },
        { "epsilon", value => new Adagrad(epsilon: value) },
        { "epsilon", value => new Adam(epsilon: value) },
        { "epsilon", value => new AdamW(epsilon: value) },
    };

    public static TheoryData<string, Action<double>> Shares => new()
    {
        { "decay", value => new RmsProp(decay: value) },
        { "beta1", value => new Adam(beta1: value) },
        { "beta2", value => new Adam(beta2: value) },
        { "beta1", value => new AdamW(beta1: value) },
        { "beta2", value => new AdamW(beta2: value) },
    };

    [Theory]
    [MemberData(nameof(NotNegative))]
    public void Must_be_finite_and_not_negative(string name, Action<double> construct)
    {
        construct(0);
        construct(1e6);
        foreach (double value in new[] { -1e-9, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => construct(value)).ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void Must_be_at_least_0_and_less_than_1(string name, Action<double> construct)
    {
        construct(0);
        construct(0.999999);
        foreach (double value in new[] { -1e-9, 1, 2, double.NaN })
        {
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => construct(value)).ParamName);
        }
    }

    [Fact]
    public void Nesterov_needs_momentum() =>
        Assert.Equal("nesterov", Assert.Throws<ArgumentException>(() => new Sgd(0.1, 0, nesterov: true)).ParamName);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void The_learning_rate_that_is_set_is_checked_too(double value)
    {
        var sgd = new Sgd(0.25);
        Assert.Throws<ArgumentOutOfRangeException>(() => sgd.LearningRate = value);
        Assert.Equal(0.25, sgd.LearningRate);
    }
}
