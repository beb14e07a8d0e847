namespace CompiledNet.Tests.Training;

/// <summary>What one training leaves in its options must not reach another network.</summary>
public sealed class OptimizerReuseTests
{
    public static TheoryData<Func<Optimizer>> WithState =>
    [
        () => new Sgd(0.1, 0.9),
        () => new Sgd(0.1, 0.9, nesterov: true, 0.01),
        () => new RmsProp(),
        () => new Adagrad(),
        () => new Adam(0.01),
        () => new AdamW(),
    ];

    [Theory]
    [MemberData(nameof(WithState))]
    public void An_optimizer_that_has_served_a_network_is_refused_for_another(Func<Optimizer> create)
    {
        Optimizer optimizer = create();
        var options = new TrainingOptions { Epochs = 2, Optimizer = optimizer };
        Trainer.Fit(new PointsNet(1), TrainingData.Points(30), options);

        var second = new PointsNet(2);
        float[] before = second.Parameters.ToArray();
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(second, TrainingData.Points(30), options));
        Assert.Equal("options", thrown.ParamName);
        Assert.Contains("2 steps for another network", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"Optimizer = new {optimizer.GetType().Name}(", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, second.Parameters.ToArray());

        // Two classes of the same length too.
        var other = new PointsTwinNet();
        Assert.Equal(second.Parameters.Length, other.Parameters.Length);
        Assert.Throws<ArgumentException>(() => Trainer.Fit(other, TrainingData.Points(30), options));
    }

    [Theory]
    [MemberData(nameof(WithState))]
    public void The_same_network_goes_on_where_it_stopped(Func<Optimizer> create)
    {
        var whole = new PointsNet(1);
        Trainer.Fit(whole, TrainingData.Points(30), new TrainingOptions { Epochs = 4, Shuffle = false, Optimizer = create() });

        var parts = new PointsNet(1);
        var options = new TrainingOptions { Epochs = 2, Shuffle = false, Optimizer = create() };
        Trainer.Fit(parts, TrainingData.Points(30), options);
        Trainer.Fit(new NetworkDecorator<float>(parts), TrainingData.Points(30), options);
        Assert.Equal(whole.Parameters.ToArray(), parts.Parameters.ToArray());
    }

    [Fact]
    public void An_optimizer_without_state_serves_any_network()
    {
        var options = new TrainingOptions { Epochs = 3, Optimizer = new Sgd(0.1, weightDecay: 0.01) };
        Trainer.Fit(new WideNet(), new DataSet<float>(new float[128], 128, new float[32], 32), options);
        var second = new PointsNet(2);
        Trainer.Fit(second, TrainingData.Points(30), options);

        var alone = new PointsNet(2);
        Trainer.Fit(alone, TrainingData.Points(30), new TrainingOptions { Epochs = 3, Optimizer = new Sgd(0.1, weightDecay: 0.01) });
        Assert.Equal(alone.Parameters.ToArray(), second.Parameters.ToArray());
    }

    [Fact]
    public void Options_whose_optimizer_is_not_set_leave_nothing_behind()
    {
        var options = new TrainingOptions
        {
            Epochs = 3,
            Schedule = LearningRateSchedule.OneCycle(0.1).WithWarmup(2),
            Metrics = [Metric.MeanAbsoluteError, Metric.RSquared],
            Patience = 2,
            ValidationFraction = 0.2,
            ClipNorm = 1,
        };
        TrainingHistory first = Fit();
        TrainingHistory second = Fit();
        Assert.Equal(first.Select(epoch => epoch.TrainingLoss), second.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(first.SelectMany(epoch => epoch.Metrics), second.SelectMany(epoch => epoch.Metrics));

        TrainingHistory Fit() => Trainer.Fit(new PointsNet(3), TrainingData.Points(60), options);
    }

    [Fact]
    public void An_optimizer_used_by_hand_may_go_on_in_a_training()
    {
        var net = new LineNet();
        var optimizer = new Adam(0.1);
        optimizer.Step(net.Parameters, new double[net.Parameters.Length]);
        Trainer.Fit(net, TrainingData.Line(), new TrainingOptions { Epochs = 1, Optimizer = optimizer });
        Assert.Throws<ArgumentException>(() => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions { Epochs = 1, Optimizer = optimizer }));
    }
}
