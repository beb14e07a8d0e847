namespace CompiledNet.Tests.Training;

/// <summary>What happens to gradients and weights between Backward and the optimizer's step.</summary>
public sealed class TrainingStepTests
{
    [Fact]
    public void Gradients_are_clipped_by_value()
    {
        // dL/dw = −(1·2 + 2·4 + 3·6) / 3 = −28/3 at w = 0.
        Assert.Equal(0.1 * 2, AfterOneStep(new TrainingOptions { ClipValue = 2 }), 1e-14);
        Assert.Equal(0.1 * 28 / 3, AfterOneStep(new TrainingOptions { ClipValue = 10 }), 1e-14);
        Assert.Equal(0, AfterOneStep(new TrainingOptions { ClipValue = 0 }));
    }

    [Fact]
    public void Gradients_are_clipped_by_norm()
    {
        double norm = 28 / 3.0;
        Assert.Equal(0.1 * 2 * norm / (norm + 1e-6), AfterOneStep(new TrainingOptions { ClipNorm = 2 }), 1e-14);
        Assert.Equal(0.1 * norm, AfterOneStep(new TrainingOptions { ClipNorm = 10 }), 1e-14);

        var norms = new List<double?>();
        var watch = TrainingCallback.AfterBatch(state => norms.Add(state.GradientNorm));
        AfterOneStep(new TrainingOptions { ClipNorm = 2, Callbacks = [watch] });
        AfterOneStep(new TrainingOptions { ClipValue = 2, Callbacks = [watch] });
        Assert.Equal(norm, norms[0]!.Value, 1e-14);
        Assert.Null(norms[1]);
    }

    [Fact]
    public void Gradients_are_not_clipped_both_ways()
    {
        Assert.Contains(
            "ClipValue and options.ClipNorm",
            Assert.Throws<ArgumentException>(() => AfterOneStep(new TrainingOptions { ClipNorm = 2, ClipValue = 2 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ClipNorm = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ClipValue = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { WeightDecay = double.PositiveInfinity });
    }

    [Fact]
    public void Weight_decay_makes_Adam_AdamW_where_there_are_no_biases()
    {
        double Train(Optimizer optimizer, double weightDecay)
        {
            var net = new LineNet();
            net.Layer1.Weights[0, 0] = 1;
            Trainer.Fit(net, TrainingData.Line(), new TrainingOptions { Epochs = 5, Optimizer = optimizer, WeightDecay = weightDecay });
            return net.Layer1.Weights[0, 0];
        }

        Assert.Equal(Train(new AdamW(0.1, weightDecay: 0.2), 0), Train(new Adam(0.1), 0.2));
        Assert.NotEqual(Train(new Adam(0.1), 0), Train(new Adam(0.1), 0.2));
    }

    [Fact]
    public void Weight_decay_follows_the_schedule()
    {
        double Train(Optimizer optimizer, double weightDecay)
        {
            var net = new LineNet();
            net.Layer1.Weights[0, 0] = 1;
            Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
            {
                Epochs = 6,
                Optimizer = optimizer,
                WeightDecay = weightDecay,
                Schedule = LearningRateSchedule.StepDecay(epochs: 2, factor: 0.1).WithWarmup(1),
            });
            return net.Layer1.Weights[0, 0];
        }

        // AdamW decays by the rate of each step itself; and by hand, with gradients that are clipped to 0.
        Assert.Equal(Train(new AdamW(0.1, weightDecay: 0.2), 0), Train(new Adam(0.1), 0.2));
        var still = new LineNet();
        still.Layer1.Weights[0, 0] = 1;
        Trainer.Fit(still, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 3,
            Optimizer = new Sgd(0.5),
            WeightDecay = 0.2,
            ClipValue = 0,
            Schedule = LearningRateSchedule.StepDecay(epochs: 1, factor: 0.5),
        });
        Assert.Equal(0.9 * 0.95 * 0.975, still.Layer1.Weights[0, 0], 1e-15);
    }

    [Fact]
    public void Weight_decay_takes_its_share_of_every_weight_and_of_no_bias()
    {
        PointsNet Train(double weightDecay)
        {
            var net = new PointsNet(seed: 2);
            net.Layer1.Biases[3] = 0.5f;
            net.Layer2.Biases[1] = -0.5f;
            Trainer.Fit(net, TrainingData.Points(20), new TrainingOptions
            {
                Epochs = 1,
                BatchSize = 20,
                Optimizer = new Sgd(0.5),
                WeightDecay = weightDecay,
            });
            return net;
        }

        PointsNet without = Train(0);
        PointsNet with = Train(0.25);
        var before = new PointsNet(seed: 2);
        for (int unit = 0; unit < 8; unit++)
        {
            Assert.Equal(without.Layer1.Biases[unit], with.Layer1.Biases[unit]);
            for (int input = 0; input < 2; input++)
            {
                float decay = 0.125f * before.Layer1.Weights[unit, input];
                Assert.Equal(without.Layer1.Weights[unit, input] - decay, with.Layer1.Weights[unit, input], 1e-6);
                Assert.NotEqual(0, decay);
            }

            for (int output = 0; output < 3; output++)
            {
                float decay = 0.125f * before.Layer2.Weights[output, unit];
                Assert.Equal(without.Layer2.Weights[output, unit] - decay, with.Layer2.Weights[output, unit], 1e-6);
            }
        }

        Assert.Equal(without.Layer2.Biases[1], with.Layer2.Biases[1]);
    }

    // From w = 0, with one batch of x = 1, 2, 3 and y = 2 x and η = 0.1.
    private static double AfterOneStep(TrainingOptions options)
    {
        var net = new LineNet();
        Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 1,
            Optimizer = new Sgd(0.1),
            ClipValue = options.ClipValue,
            ClipNorm = options.ClipNorm,
            Callbacks = options.Callbacks,
        });
        return net.Layer1.Weights[0, 0];
    }
}
