namespace CompiledNet.Tests.Training;

/// <summary>An output whose bias is −∞: a class that is masked, a label that is off. Its probability is 0, and nothing else notices.</summary>
public sealed class MaskedOutputTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_network_with_a_masked_class_trains(bool hasVectors)
    {
        var net = new PointsNet(1);
        net.Layer2.Biases[2] = float.NegativeInfinity;
        var points = new float[40];
        var classes = new int[20];
        for (int i = 0; i < 20; i++)
        {
            classes[i] = i % 2;
            points[2 * i] = i % 2 == 0 ? -1 : 1;
            points[(2 * i) + 1] = 0.01f * i;
        }

        float[] targets = [.. classes.SelectMany(c => (float[])[c == 0 ? 1 : 0, c == 1 ? 1 : 0, 0])];
        DataSet<float> data = hasVectors ? new DataSet<float>(points, 2, targets, 3) : new DataSet<float>(points, 2, classes, 3);
        TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions { Epochs = 60, BatchSize = 5, Optimizer = new Adam(0.05), Validation = data, WeightDecay = 0.001 });

        Assert.True(history[^1].TrainingLoss < 0.05, $"{history[^1].TrainingLoss}");
        Assert.Equal(1, history[^1].ValidationAccuracy);
        Assert.Equal(float.NegativeInfinity, net.Layer2.Biases[2]);
        Assert.All(net.Parameters.ToArray(), parameter => Assert.False(float.IsNaN(parameter)));

        float[] output = new float[3];
        net.Forward(points.AsSpan(0, 2), output);
        Assert.Equal(0, output[2]);
        Assert.Equal(1, output.Sum(), 1e-6);

        PointsNet.Workspace workspace = new(3, inputGradient: true);
        net.Forward(points.AsSpan(0, 6), workspace);
        float loss = hasVectors ? net.Backward(targets.AsSpan(0, 9), workspace) : net.BackwardClasses(classes.AsSpan(0, 3), workspace);
        Assert.True(float.IsFinite(loss));
        Assert.Equal(0, workspace.Layer2.Biases[2]);
        Assert.Equal(0, workspace.Layer2.Weights[2, 3]);
        Assert.All(workspace.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient)));
        Assert.All(workspace.InputGradient.ToArray(), gradient => Assert.True(float.IsFinite(gradient)));
    }

    [Fact]
    public void Of_several_registers_of_classes_only_those_not_masked_share_the_probability()
    {
        var net = new TwentyNet();
        net.Parameters.Clear();
        foreach (int unit in (int[])[0, 3, 17, 19])
        {
            net.Layer1.Biases[unit] = double.NegativeInfinity;
        }

        TwentyNet.Workspace workspace = new(2);
        net.Forward([1, 2, 3, 4], workspace);
        Assert.All(workspace.Output.ToArray(), (p, i) => Assert.Equal(i % 20 is 0 or 3 or 17 or 19 ? 0 : 1 / 16.0, p, 1e-15));
        Assert.Equal(Math.Log(16), net.BackwardClasses([5, 18], workspace), 1e-14);
        Assert.Equal(double.PositiveInfinity, net.BackwardClasses([5, 17], workspace));
    }

    [Fact]
    public void A_row_without_a_class_is_NaN_as_in_PyTorch()
    {
        var net = new PointsNet(1);
        net.Layer2.Biases.CopyFrom((float[])[float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]);
        float[] output = new float[3];
        net.Forward([1, 2], output);
        Assert.All(output, p => Assert.True(float.IsNaN(p)));
    }

    [Theory]
    [InlineData(float.NegativeInfinity, 0, 0)]
    [InlineData(float.NegativeInfinity, 1, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, 1, 0)]
    [InlineData(float.PositiveInfinity, 0, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0.5f, float.PositiveInfinity)]
    public void Sigmoid_with_binary_cross_entropy_has_its_limits(float z, float y, float expected)
    {
        Assert.Equal(expected, Losses.BinaryCrossEntropyFromLogit(z, y));

        // By itself: the plain loops of a narrow layer, and registers of 20 and of 16 outputs with the others at 0.
        Simd128<double> many = VectorLosses.BinaryCrossEntropyFromLogit(Simd128<double>.Create(z), Simd128<double>.Create(y));
        Assert.Equal(expected, Simd128<double>.Largest(many));

        var net = new LabelsNet();
        net.Parameters.Clear();
        net.Layer1.Biases[1] = z;
        LabelsNet.Workspace workspace = new(1);
        net.Forward([1, 2], workspace);
        float loss = net.Backward([0.5f, y, 0.5f], workspace);
        Assert.Equal(expected + (2 * MathF.Log(2)), loss, 1e-6f);
        Assert.Equal((z > 0 ? 1 : 0) - y, workspace.Layer1.Biases[1]);

        var ten = new TenNet();
        ten.Parameters.Clear();
        ten.Layer2.Biases[9] = z;
        TenNet.Workspace tens = new(1);
        ten.Forward([1, 2, 3, 4, 5], tens);
        float[] targets = [.. Enumerable.Repeat(0.5f, 9), y];
        Assert.Equal(expected + (9 * MathF.Log(2)), ten.Backward(targets, tens), 1e-5f);
        Assert.Equal((z > 0 ? 1 : 0) - y, tens.Layer2.Biases[9]);
    }

    [Fact]
    public void A_label_that_is_off_or_on_trains()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(0.1), new Sgd(0.5), new Sgd(0.1, 0.9, weightDecay: 0.001)])
        {
            var net = new LabelsNet();
            net.Layer1.Biases[0] = float.NegativeInfinity;
            net.Layer1.Biases[2] = float.PositiveInfinity;
            var data = new DataSet<float>((float[])[-1, 0, 1, 0], 2, (float[])[0, 0, 1, 0, 1, 1], 3);
            TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions { Epochs = 50, Optimizer = optimizer });
            Assert.True(history[^1].TrainingLoss < 0.4, $"{history[^1].TrainingLoss}");
        }
    }

    [Fact]
    public void Softmax_with_binary_cross_entropy_knows_masked_classes()
    {
        var net = new ExclusiveNet();
        net.Parameters.Clear();
        net.Layer1.Biases[0] = float.NegativeInfinity;
        net.Layer1.Biases[1] = float.NegativeInfinity;
        ExclusiveNet.Workspace workspace = new(1);
        net.Forward([1, 2], workspace);
        Assert.Equal([0, 0, 1], workspace.Output.ToArray());
        Assert.Equal(0, net.Backward([0, 0, 1], workspace));
        Assert.All(workspace.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));

        net.Layer1.Biases[1] = 0;
        net.Forward([1, 2], workspace);
        Assert.Equal(2 * MathF.Log(2), net.Backward([0, 1, 0], workspace), 1e-6f);
        Assert.Equal([0, -1, 1], new[] { workspace.Layer1.Biases[0], workspace.Layer1.Biases[1], workspace.Layer1.Biases[2] });
    }

    [Fact]
    public void A_parameter_that_becomes_infinite_still_ends_the_training()
    {
        var net = new LabelsNet();
        net.Layer1.Biases[0] = float.NegativeInfinity;
        var data = new DataSet<float>((float[])[-1, 0], 2, (float[])[0, 0, 1], 3);
        var spoil = TrainingCallback.AfterBatch(_ => net.Layer1.Biases[1] = float.NegativeInfinity);
        Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(net, data, new TrainingOptions { Epochs = 2, Callbacks = [spoil] }));
    }
}
