using System.Numerics;

namespace CompiledNet.Tests.Training;

/// <summary>Weights of samples and classes: in Backward against a sum over single samples, and in training.</summary>
public sealed class SampleWeightTests
{
    [Fact]
    public void A_batch_is_the_weighted_mean_of_its_samples()
    {
        CheckRows(new PointsDoubleNet(seed: 1), oneHot: true, 1e-12);
        CheckRows(new PointsNet(seed: 1), oneHot: true, 2e-5);
        CheckRows(new TenDoubleNet(seed: 1), oneHot: false, 1e-12);
        CheckRows(new TenNet(seed: 1), oneHot: false, 2e-5);
        CheckRows(new SquaredPointsNet(seed: 1), oneHot: false, 2e-5);
        CheckRows(new LineNet(), oneHot: false, 1e-12);
        CheckRows(new CoinNet(), oneHot: false, 1e-12);
    }

    [Fact]
    public void A_batch_of_classes_is_the_weighted_mean_of_its_samples()
    {
        CheckClasses(new PointsDoubleNet(seed: 1), 1e-12);
        CheckClasses(new PointsNet(seed: 1), 2e-5);
        CheckClasses(new ScoresNet(seed: 1), 1e-12);
    }

    [Fact]
    public void Weights_of_one_change_no_gradient()
    {
        var net = new TenNet(seed: 4);
        TenNet.Workspace workspace = Prepared(net, 9, out float[] targets);
        float loss = net.Backward(targets, workspace);
        byte[] gradients = Networks.TestData.Bits<float>(workspace.Gradients);
        workspace.SampleWeights = Enumerable.Repeat(1f, 9).ToArray();
        Assert.Equal(loss, net.Backward(targets, workspace), 1e-6f);
        Assert.Equal(gradients, Networks.TestData.Bits<float>(workspace.Gradients));
    }

    [Fact]
    public void Several_threads_weigh_alike()
    {
        var net = new WideNet(seed: 4);
        const int Samples = 64;
        float[] targets = Networks.TestData.Draw<float>(Samples * 32, 1);
        byte[] Gradients(int threads)
        {
            var workspace = new WideNet.Workspace(Samples) { Threads = threads };
            net.Forward(Networks.TestData.Draw<float>(Samples * 128), workspace);
            workspace.SampleWeights = Networks.TestData.Draw<float>(Samples, 2);
            net.Backward(targets, workspace);
            return Networks.TestData.Bits<float>(workspace.Gradients);
        }

        Assert.Equal(Gradients(1), Gradients(2));
    }

    [Fact]
    public void Another_number_of_weights_is_refused_before_anything_is_written()
    {
        var net = new TenNet(seed: 4);
        TenNet.Workspace workspace = Prepared(net, 9, out float[] targets);
        workspace.SampleWeights = new float[8];
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => net.Backward(targets, workspace));
        Assert.Contains("8; one for each of the last Forward's 9 samples", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => net.EvaluateLoss(targets, workspace));
        Assert.All(workspace.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
        net.BackwardFrom(targets, workspace);
    }

    [Fact]
    public void Training_takes_the_weight_of_each_sample()
    {
        // From w = 0: dL/dw = −(3·1·2 + 0·2·4 + 0.5·3·6) / 3 = −5, and the loss (3·½·4 + 0.5·½·36) / 3 = 5.
        var net = new LineNet();
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 1,
            Optimizer = new Sgd(0.1),
            SampleWeights = (double[])[3, 0, 0.5],
            Validation = TrainingData.Line(),
        });
        Assert.Equal(0.5, net.Layer1.Weights[0, 0], 1e-14);
        Assert.Equal(5, history[0].TrainingLoss, 1e-14);

        // Validation counts every sample alike: ½ · 1.5² · 14 / 3.
        Assert.Equal(0.5 * 2.25 * 14 / 3, history[0].ValidationLoss!.Value, 1e-14);
    }

    [Fact]
    public void Weights_stay_with_their_samples_when_these_are_shuffled_and_divided()
    {
        // What the target of a sample without weight is makes no difference.
        double[] Train(double wrong, double fraction)
        {
            double[] inputs = [.. Enumerable.Range(0, 40).Select(i => (i % 7) - 3.0)];
            double[] weights = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? 0.0 : 1 + (i % 2))];
            double[] targets = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? wrong : 2 * inputs[i])];
            var net = new LineNet();
            Trainer.Fit(net, new DataSet<double>(inputs, 1, targets, 1), new TrainingOptions
            {
                Epochs = 3,
                BatchSize = 8,
                SampleWeights = weights,
                ValidationFraction = fraction,
            });
            return net.Parameters.ToArray();
        }

        Assert.Equal(Train(7, 0), Train(-100, 0));
        Assert.Equal(Train(7, 0.25), Train(-100, 0.25));
        Assert.NotEqual(Train(7, 0), Train(7, 0.25));
    }

    [Fact]
    public void Class_weights_are_sample_weights()
    {
        DataSet<float> data = TrainingData.Points(50);
        byte[] Train(TrainingOptions options)
        {
            var net = new PointsNet(seed: 1);
            Trainer.Fit(net, data, options);
            return Networks.TestData.Bits<float>(net.Parameters);
        }

        double[] ofClass = [0.5, 2, 1];
        double[] ofSample = [.. Enumerable.Range(0, 50).Select(i => ofClass[data.ClassOf(i)])];
        byte[] trained = Train(new TrainingOptions { Epochs = 2, ClassWeights = ofClass });
        Assert.Equal(Train(new TrainingOptions { Epochs = 2, SampleWeights = ofSample }), trained);
        Assert.Equal(
            Train(new TrainingOptions { Epochs = 2, ClassWeights = [0.25, 1, 0.5], SampleWeights = Enumerable.Repeat(2.0, 50).ToArray() }), trained);
        Assert.NotEqual(Train(new TrainingOptions { Epochs = 2 }), trained);
    }

    [Fact]
    public void Balanced_class_weights_make_up_for_rare_classes()
    {
        var data = new DataSet<float>(new float[6], 1, (int[])[0, 0, 0, 3, 0, 1], 4);
        Assert.Equal([0.5, 2, 0, 2], Trainer.BalancedClassWeights(data));
        Assert.Throws<ArgumentException>(() => Trainer.BalancedClassWeights(TrainingData.Line()));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        void Refused(string message, TrainingOptions options)
        {
            ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(new PointsNet(), TrainingData.Points(3), options));
            Assert.Contains("options." + message, thrown.Message, StringComparison.Ordinal);
            Assert.Equal("options", thrown.ParamName);
        }

        Refused("SampleWeights has 2 weights; one for each of 3", new TrainingOptions { SampleWeights = new double[2] });
        Refused("SampleWeights[1] is -1", new TrainingOptions { SampleWeights = (double[])[1, -1, 1] });
        Refused("SampleWeights[2] is 1E+300; a finite number from 0 was expected, as a Single too.", new TrainingOptions { SampleWeights = (double[])[1, 1, 1e300] });
        Refused("ClassWeights[0] is 1E+39; a finite number from 0 was expected, as a Single too.", new TrainingOptions { ClassWeights = [1e39, 1, 1] });
        Refused(
            "SampleWeights[0] times the weight of its class in options.ClassWeights is infinite as a Single",
            new TrainingOptions { ClassWeights = [1e30, 1e30, 1e30], SampleWeights = (double[])[1e30, 1, 1] });
        Refused("ClassWeights has 2 weights; one for each of 3", new TrainingOptions { ClassWeights = [1, 1] });
        Refused("ClassWeights[2] is NaN", new TrainingOptions { ClassWeights = [1, 1, double.NaN] });
        Assert.Throws<ArgumentException>(
            () => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions { ClassWeights = [1] }));
    }

    private static TenNet.Workspace Prepared(TenNet net, int samples, out float[] targets)
    {
        var workspace = new TenNet.Workspace(samples);
        net.Forward(Networks.TestData.Draw<float>(samples * 5), workspace);
        targets = [.. Networks.TestData.Draw<float>(samples * 10, 1).Select(number => number > 0 ? 1f : 0f)];
        return workspace;
    }

    private static void CheckRows<T>(INetwork<T> net, bool oneHot, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int samples = 1; samples <= 13; samples += 4)
        {
            var targets = new T[samples * net.OutputSize];
            for (int i = 0; i < targets.Length; i++)
            {
                bool isOne = oneHot ? i % net.OutputSize == i / net.OutputSize % net.OutputSize : i % 3 == 0;
                targets[i] = isOne ? T.One : T.Zero;
            }

            int size = net.OutputSize;
            Check(
                net,
                samples,
                tolerance,
                (workspace, s) => net.Backward(targets.AsSpan(s * size, size), workspace),
                workspace => (net.Backward(targets, workspace), net.EvaluateLoss(targets, workspace)));
        }
    }

    private static void CheckClasses<T>(INetwork<T> net, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] classes = [.. Enumerable.Range(0, 11).Select(i => (i * 5) % 3)];
        Check(
            net,
            classes.Length,
            tolerance,
            (workspace, s) => net.BackwardClasses(classes.AsSpan(s, 1), workspace),
            workspace => (net.BackwardClasses(classes, workspace), net.EvaluateLossClasses(classes, workspace)));
    }

    private static void Check<T>(
        INetwork<T> net, int samples, double tolerance, Func<Workspace<T>, int, T> backwardOne, Func<Workspace<T>, (T Loss, T Evaluated)> backward)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] inputs = Networks.TestData.Draw<T>(samples * net.InputSize);
        T[] weights = [.. Networks.TestData.Draw<T>(samples, 7).Select((w, i) => i == 2 ? T.Zero : T.One + w)];

        // One sample after the other.
        double loss = 0;
        var gradients = new double[net.Parameters.Length];
        Workspace<T> single = net.CreateWorkspace(1);
        for (int s = 0; s < samples; s++)
        {
            double weight = double.CreateTruncating(weights[s]) / samples;
            net.Forward(inputs.AsSpan(s * net.InputSize, net.InputSize), single);
            loss += weight * double.CreateTruncating(backwardOne(single, s));
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] += weight * double.CreateTruncating(single.Gradients[i]);
            }
        }

        // All at once, in a workspace that has room for more.
        Workspace<T> workspace = net.CreateWorkspace(samples + 3);
        net.Forward(inputs, workspace);
        workspace.SampleWeights = weights;
        (T batchLoss, T evaluated) = backward(workspace);
        Assert.Equal(loss, double.CreateTruncating(batchLoss), tolerance * Math.Max(1, loss));
        Assert.Equal(batchLoss, evaluated);
        double largest = gradients.Max(Math.Abs);
        Assert.True(largest > 0);
        for (int i = 0; i < gradients.Length; i++)
        {
            Assert.Equal(gradients[i], double.CreateTruncating(workspace.Gradients[i]), tolerance * largest);
        }
    }
}
