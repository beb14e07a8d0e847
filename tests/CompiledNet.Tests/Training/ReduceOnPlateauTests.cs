using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training;

/// <summary>Rates that a training lowers by itself, or a callback, with a schedule and without.</summary>
public sealed class ReduceOnPlateauTests
{
    /// <summary>
    /// The rates of the epochs as PyTorch's own loop gives them, for a metric that the test says: worked out from the text of
    /// ReduceLROnPlateau.step, written down here as it stands there.
    /// </summary>
    [Theory]
    [InlineData(false, 2, 0, 0, false)]
    [InlineData(false, 0, 0, 0, false)]
    [InlineData(false, 1, 2, 0, false)]
    [InlineData(false, 1, 0, 0.03, false)]
    [InlineData(true, 1, 1, 0, false)]
    [InlineData(false, 1, 0, 0, true)]
    public void It_is_PyTorchs(bool largerIsBetter, int patience, int cooldown, double minimum, bool isAbsolute)
    {
        const double Factor = 0.5;
        const double Threshold = 0.05;
        double?[] script = [3, 2, 2, 1.95, 1.95, 1.5, 1.6, 1.6, null, double.NaN, 1.4, 1.49, 1.49, 1.49, 1.4, 1.3, 1.29, 1.29, 1.29, 1.29];
        if (largerIsBetter)
        {
            script = [.. script.Select(value => 4 - value)];
        }

        double rate = 0.1;
        double best = largerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
        int bad = 0;
        int cooling = 0;
        var expected = new List<double>();
        foreach (double? value in script)
        {
            expected.Add(rate);
            double current = value ?? double.NaN;
            bool isBetter = (largerIsBetter, isAbsolute) switch
            {
                (false, false) => current < best * (1 - Threshold),
                (false, true) => current < best - Threshold,
                (true, false) => current > best * (1 + Threshold),
                (true, true) => current > best + Threshold,
            };
            (best, bad) = isBetter ? (current, 0) : (best, bad + 1);
            if (cooling > 0)
            {
                cooling--;
                bad = 0;
            }

            if (bad > patience)
            {
                double reduced = Math.Max(rate * Factor, minimum);
                rate = rate - reduced > 1e-8 ? reduced : rate;
                cooling = cooldown;
                bad = 0;
            }
        }

        Assert.Contains(expected, value => value < 0.1);
        var optimizer = new Sgd(0.1);
        TrainingHistory history = Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = script.Length,
            Optimizer = optimizer,
            Monitor = new ScriptedMetric(largerIsBetter, script),
            ReduceOnPlateau = new ReduceOnPlateau
            {
                Factor = Factor,
                Patience = patience,
                Threshold = Threshold,
                IsThresholdAbsolute = isAbsolute,
                Cooldown = cooldown,
                MinimumRate = minimum,
            },
        });
        Assert.Equal(expected, history.Select(epoch => epoch.LearningRate));
        Assert.Equal(0.1, optimizer.LearningRate);
    }

    [Fact]
    public void Its_defaults_are_PyTorchs()
    {
        var rule = new ReduceOnPlateau();
        Assert.Equal((0.1, 10, 1e-4, false, 0, 0.0), (rule.Factor, rule.Patience, rule.Threshold, rule.IsThresholdAbsolute, rule.Cooldown, rule.MinimumRate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Threshold = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Cooldown = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { MinimumRate = double.PositiveInfinity });
    }

    [Fact]
    public void A_rate_that_a_callback_lowers_stays_in_its_proportion_to_the_schedule()
    {
        Assert.Equal([0.1, 0.1, 0.01, 0.01], Rates(null, 0.1));
        Assert.Equal([0.1, 0.1, 0.01, 0.01], Rates(LearningRateSchedule.Constant, 0.1));
        double[] cosine = Rates(LearningRateSchedule.CosineDecay(), 1);
        double[] lowered = Rates(LearningRateSchedule.CosineDecay(), 0.1);
        for (int epoch = 0; epoch < 4; epoch++)
        {
            Assert.Equal(cosine[epoch] * (epoch < 2 ? 1 : 0.1), lowered[epoch], 1e-14);
        }

        static double[] Rates(LearningRateSchedule? schedule, double factor)
        {
            var optimizer = new Sgd(0.1);
            TrainingHistory history = Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
            {
                Epochs = 4,
                Optimizer = optimizer,
                Schedule = schedule,
                Callbacks = [TrainingCallback.AfterEpoch((_, result) => optimizer.LearningRate *= result.Epoch == 2 ? factor : 1)],
            });
            Assert.Equal(0.1, optimizer.LearningRate);
            return [.. history.Select(epoch => Math.Round(epoch.LearningRate, 15))];
        }
    }

    [Fact]
    public void A_rate_that_is_in_no_proportion_to_the_schedules_is_refused()
    {
        var optimizer = new Sgd(0.1);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Trainer.Fit(
            new LineNet(),
            TrainingData.Line(),
            new TrainingOptions
            {
                Optimizer = optimizer,
                Schedule = new Zero(),
                Callbacks = [TrainingCallback.AfterEpoch((_, _) => optimizer.LearningRate = 0.5)],
            }));
        Assert.Contains("was set to 0.5 after step 1, where options.Schedule has the rate 0", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0.1, optimizer.LearningRate);
    }

    /// <summary>Saved after each epoch and in the middle of each, with a schedule and without, while the rate was lowered twice and by hand besides.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_goes_on_where_a_training_was_saved(bool hasSchedule)
    {
        using var folder = new TemporaryFolder();
        (byte[] parameters, double[] rates) = Train(new LineNet(), null, null);
        Assert.True(rates.Distinct().Count() >= 4);
        for (int stop = 1; stop < 3 * 8; stop++)
        {
            int left = stop;
            Assert.Throws<TimeoutException>(() => Train(new LineNet(), null, state =>
            {
                if (--left == 0)
                {
                    state.Save(folder["run"]);
                    throw new TimeoutException();
                }
            }));
            var resumed = new LineNet();
            (byte[] other, double[] otherRates) = Train(resumed, folder["run"], null);
            Assert.Equal(parameters, other);
            Assert.Equal(rates, otherRates);
        }

        (byte[] Parameters, double[] Rates) Train(LineNet net, string? path, Action<TrainingState>? onCall)
        {
            var optimizer = new Sgd(0.05, momentum: 0.5);
            TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
            {
                Epochs = 8,
                BatchSize = 2,
                Optimizer = optimizer,
                Schedule = hasSchedule ? LearningRateSchedule.ExponentialDecay(0.9) : null,
                ReduceOnPlateau = new ReduceOnPlateau { Patience = 0, Factor = 0.7, Threshold = 0.99, Cooldown = 1 },
                Callbacks =
                [
                    TrainingCallback.AfterEpoch((_, result) => optimizer.LearningRate *= result.Epoch == 3 ? 0.8 : 1),
                    TrainingCallback.AfterBatch(state => onCall?.Invoke(state)),
                    TrainingCallback.AfterEpoch((state, _) => onCall?.Invoke(state)),
                ],
                ResumeFrom = path,
            });
            return (Networks.TestData.Bits<double>(net.Parameters), [.. history.Select(epoch => epoch.LearningRate)]);
        }
    }

    private sealed class Zero : LearningRateSchedule
    {
        public override double RateAt(SchedulePoint point) => 0;
    }
}
