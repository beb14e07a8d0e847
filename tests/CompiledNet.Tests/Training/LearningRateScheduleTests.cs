namespace CompiledNet.Tests.Training;

/// <summary>Schedules against PyTorch's own recursions, step after step, and against figures worked out by hand.</summary>
public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Step_decay_is_multiplied_at_the_end_of_every_so_many_epochs()
    {
        // StepLR(step_size=2, gamma=0.5): 0.8, 0.8, 0.4, 0.4, 0.2, here with three steps an epoch.
        double[] rates = Rates(LearningRateSchedule.StepDecay(epochs: 2, factor: 0.5), 0.8, epochs: 5, stepsPerEpoch: 3);
        AssertClose([0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2], rates);
    }

    [Fact]
    public void Exponential_decay_loses_the_same_share_at_every_step()
    {
        double[] rates = Rates(LearningRateSchedule.ExponentialDecay(0.81), 0.5, epochs: 3, stepsPerEpoch: 2);
        double[] expected = [0.5, 0.5 * 0.9, 0.5 * 0.81, 0.5 * 0.729, 0.5 * 0.6561, 0.5 * 0.59049];
        AssertClose(expected, rates);
    }

    [Fact]
    public void Cosine_decay_is_pytorchs_recursion()
    {
        // CosineAnnealingLR: lr ← min + (lr − min) (1 + cos(π t / T)) / (1 + cos(π (t − 1) / T)).
        const int Steps = 12;
        const double Minimum = 0.01;
        double rate = 0.3;
        var expected = new List<double> { rate };
        for (int t = 1; t < Steps; t++)
        {
            rate = Minimum + ((rate - Minimum) * (1 + Math.Cos(Math.PI * t / Steps)) / (1 + Math.Cos(Math.PI * (t - 1) / Steps)));
            expected.Add(rate);
        }

        double[] rates = Rates(LearningRateSchedule.CosineDecay(Minimum), 0.3, epochs: 3, stepsPerEpoch: 4);
        AssertClose(expected, rates);
        Assert.Equal((0.3 + Minimum) / 2, rates[6], 1e-15);
    }

    [Fact]
    public void One_cycle_is_pytorchs()
    {
        // OneCycleLR(max_lr=1, total_steps=9, pct_start=1/3): up over steps 0 to 2, down to 1 / 25 / 10,000 over steps 2 to 8; half way between
        // two ends lies their mean.
        double[] rates = Rates(LearningRateSchedule.OneCycle(1, rise: 1 / 3.0), 123, epochs: 3, stepsPerEpoch: 3);
        const double End = 4e-6;
        double quarter = (1 + Math.Sqrt(0.75)) / 2; // of the way down at a sixth of the steps: (1 + cos 30°) / 2
        double[] expected =
        [
            0.04, 0.52, 1,
            End + ((1 - End) * quarter), End + ((1 - End) * 0.75), 0.500002, End + ((1 - End) * 0.25), End + ((1 - End) * (1 - quarter)), End,
        ];
        AssertClose(expected, rates);

        // The top between two steps: 0.3 · 10 − 1 = 2; 0.25 · 10 − 1 = 1.5.
        rates = Rates(LearningRateSchedule.OneCycle(2, 0.25, startDivisor: 4, endDivisor: 10), 1, epochs: 1, stepsPerEpoch: 10);
        Assert.Equal(0.5, rates[0], 1e-15);
        Assert.Equal(0.5 + (1.5 * 0.75), rates[1], 1e-14);
        Assert.True(rates[2] < 2 && rates[2] > rates[3]);
        Assert.Equal(0.05, rates[9], 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.3)]
    public void One_cycle_of_few_steps_stays_between_its_ends(double rise)
    {
        for (int steps = 1; steps < 6; steps++)
        {
            Assert.All(Rates(LearningRateSchedule.OneCycle(1, rise), 1, 1, steps), rate => Assert.InRange(rate, 4e-6 * 0.999999, 1));
        }
    }

    [Fact]
    public void A_warm_up_is_a_line_to_where_the_schedule_begins()
    {
        AssertClose(
            [0.1, 0.2, 0.3, 0.4, 0.4, 0.4], Rates(LearningRateSchedule.Constant.WithWarmup(3), 0.4, epochs: 2, stepsPerEpoch: 3));
        double[] warm = Rates(LearningRateSchedule.CosineDecay().WithWarmupEpochs(0.5), 1, epochs: 3, stepsPerEpoch: 4);
        AssertClose([1 / 3.0, 2 / 3.0, .. Rates(LearningRateSchedule.CosineDecay(), 1, epochs: 1, stepsPerEpoch: 10)], warm);
        AssertClose([1, 1], Rates(LearningRateSchedule.Constant.WithWarmup(0), 1, 1, 2));

        // Longer than the training, and before a schedule that does not begin at the optimizer's rate.
        AssertClose([0.25, 0.5], Rates(LearningRateSchedule.Constant.WithWarmup(3), 1, 1, 2));
        Assert.Equal(0.04 / 5, Rates(LearningRateSchedule.OneCycle(1).WithWarmup(4), 7, 10, 10)[0], 1e-15);
    }

    [Theory]
    [InlineData(1e18)]
    [InlineData(1e300)]
    [InlineData(double.MaxValue)]
    public void A_warm_up_without_end_rises_all_the_same(double epochs)
    {
        double[] rates = Rates(LearningRateSchedule.Constant.WithWarmupEpochs(epochs), 1, epochs: 1, stepsPerEpoch: 100);
        Assert.InRange(rates[0], double.Epsilon, 1e-17);
        Assert.Equal(100 * rates[0], rates[99], 1e-25);
    }

    [Fact]
    public void Fit_asks_for_every_step_and_gives_the_rate_back()
    {
        var asked = new List<SchedulePoint>();
        var rates = new List<double>();
        var optimizer = new Sgd(0.125);
        TrainingHistory history = Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 2,
            Optimizer = optimizer,
            Schedule = new Watched(asked),
            Callbacks = [TrainingCallback.AfterBatch(state => rates.Add(state.LearningRate))],
        });
        Assert.Equal([.. Enumerable.Range(0, 4).Select(step => new SchedulePoint(0.125, step, 4, 2))], asked);
        Assert.Equal([0, 0.001, 0.002, 0.003], rates);
        Assert.Equal([0.001, 0.003], history.Select(epoch => epoch.LearningRate));
        Assert.Equal(0.125, optimizer.LearningRate);

        // Also when it does not end well.
        Assert.Throws<ArgumentOutOfRangeException>(() => Trainer.Fit(
            new LineNet(), TrainingData.Line(), new TrainingOptions { Optimizer = optimizer, Schedule = new Negative() }));
        Assert.Equal(0.125, optimizer.LearningRate);
    }

    [Fact]
    public void A_schedule_is_what_setting_the_rate_by_hand_does()
    {
        // Three steps of w ← w − η dL/dw with η = 0.1, 0.05, 0.025 on the sample x = 1, y = 2: w − 2 shrinks by 1 − η.
        var net = new LineNet();
        Trainer.Fit(net, new DataSet<double>((double[])[1], 1, (double[])[2], 1), new TrainingOptions
        {
            Epochs = 3,
            Optimizer = new Sgd(0.1),
            Schedule = LearningRateSchedule.StepDecay(1, 0.5),
        });
        Assert.Equal(2 - (2 * 0.9 * 0.95 * 0.975), net.Layer1.Weights[0, 0], 1e-14);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.StepDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.StepDecay(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.ExponentialDecay(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.CosineDecay(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(1, rise: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.WithWarmup(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.WithWarmupEpochs(double.NaN));
    }

    private static double[] Rates(LearningRateSchedule schedule, double baseRate, int epochs, int stepsPerEpoch) =>
        [.. Enumerable.Range(0, epochs * stepsPerEpoch)
            .Select(step => schedule.RateAt(new SchedulePoint(baseRate, step, (long)epochs * stepsPerEpoch, stepsPerEpoch)))];

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }

    private sealed class Watched(List<SchedulePoint> asked) : LearningRateSchedule
    {
        public override double RateAt(SchedulePoint point)
        {
            asked.Add(point);
            return point.Step / 1000.0;
        }
    }

    private sealed class Negative : LearningRateSchedule
    {
        public override double RateAt(SchedulePoint point) => -1;
    }
}
