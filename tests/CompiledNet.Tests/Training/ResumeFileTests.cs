using System.Text;
using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training;

/// <summary>What a saved training is refused for; then network and optimizer are as they were.</summary>
public sealed class ResumeFileTests
{
    private static readonly (string Message, TrainingOptions Options)[] s_others =
    [
        ("BatchSize = 8; 4 was expected", new() { BatchSize = 4, Seed = 2, Optimizer = Momentum() }),
        ("Seed = 2; 3 was expected", new() { BatchSize = 8, Seed = 3, Optimizer = Momentum() }),
        ("Shuffle = True; False was expected", new() { BatchSize = 8, Seed = 2, Shuffle = false, Optimizer = Momentum() }),
        ("Schedule = none; given was expected", new() { BatchSize = 8, Seed = 2, Schedule = LearningRateSchedule.Constant, Optimizer = Momentum() }),
        ("WeightDecay = 0; 0.5 was expected", new() { BatchSize = 8, Seed = 2, WeightDecay = 0.5, Optimizer = Momentum() }),
        ("ClipValue = none; 0.5 was expected", new() { BatchSize = 8, Seed = 2, ClipValue = 0.5, Optimizer = Momentum() }),
        ("ClipNorm = none; 0.25 was expected", new() { BatchSize = 8, Seed = 2, ClipNorm = 0.25, Optimizer = Momentum() }),
        ("SampleWeights = none; given was expected", new() { BatchSize = 8, Seed = 2, SampleWeights = new double[37], Optimizer = Momentum() }),
        ("ClassWeights = none; 1 2 0.5 was expected", new() { BatchSize = 8, Seed = 2, ClassWeights = [1, 2, 0.5], Optimizer = Momentum() }),
        ("Metrics = none; MAE, R2 was expected", new() { BatchSize = 8, Seed = 2, Metrics = [Metric.MeanAbsoluteError, Metric.RSquared], Optimizer = Momentum() }),
        ("Monitor = loss; accuracy was expected", new() { BatchSize = 8, Seed = 2, Monitor = Metric.Accuracy, Optimizer = Momentum() }),
        ("validation = none; a set of 20 samples was expected", new() { BatchSize = 8, Seed = 2, Validation = TrainingData.Points(20), Optimizer = Momentum() }),
        ("data = a set of 37 samples; a set of 30 samples was expected", new() { BatchSize = 8, Seed = 2, ValidationFraction = 0.2, Optimizer = Momentum() }),
        ("saved in epoch 2; one from 1 to 1 was expected", new() { Epochs = 1, BatchSize = 8, Seed = 2, Optimizer = Momentum() }),
        ("with the learning rate 0.1; 0.2 was expected", new() { BatchSize = 8, Seed = 2, Optimizer = new Sgd(0.2, 0.9) }),
        ("with momentum = 0.9; 0.5 was expected", new() { BatchSize = 8, Seed = 2, Optimizer = new Sgd(0.1, 0.5) }),
        ("by the optimizer CompiledNet.Sgd; CompiledNet.Adam was expected", new() { BatchSize = 8, Seed = 2, Optimizer = new Adam() }),
    ];

    private static readonly (string Part, string Replacement, string Message)[] s_damage =
    [
        ("\"training.epoch\":\"2\"", "\"training.epoch\":\"0\"", "saved in epoch 0; one from 1 to 3 was expected"),
        ("\"training.epoch\":\"2\"", "\"training.epoch\":\"3\"", "saved in epoch 3, and 1 are said to have ended; 2 or 3 were expected"),
        ("\"training.ended\":\"1\"", "\"training.ended\":\"3\"", "'training.ended' = '3'; a whole number from 0 to 2"),
        ("\"training.ended\":\"1\"", "\"training.ended\":\"2\"", "have 'training.digest' = '"),
        ("\"training.batch\":\"3\"", "\"training.batch\":\"6\"", "'training.batch' = '6'; a whole number from 0 to 5"),
        ("\"training.batch\":\"3\"", "\"training.batch\":\"2\"", "have 'training.digest' = '"),
        ("\"training.step\":\"8\"", "\"training.step\":\"9\"", "have 'training.digest' = '"),
        ("\"steps\":\"8\"", "\"steps\":\"9\"", "have 'training.digest' = '"),
        ("\"training.digest\":\"", "\"training.digest\":\"0", "the digest of what they say of the training: they are damaged"),
        ("\"training.digest\"", "\"training.digests\"", "lack 'training.digest'"),
        ("\"training.step\":\"8\"", "\"training.step\":\"x\"", "'training.step' = 'x'; a whole number"),
        ("\"training.bestEpoch\":\"1\"", "\"training.bestEpoch\":\"2\"", "'training.bestEpoch' = '2'; a whole number from 0 to 1"),
        ("\"training.ticks\"", "\"training.tick\"", "lack 'training.ticks'"),
        ("\"training.bestValue\":\"", "\"training.bestValue\":\"a", "; a number was expected"),
        ("\"steps\":\"8\"", "\"steps\":\"-8\"", "'steps' = '-8'"),
        ("\"parameters\":\"", "\"parameters\":\"1", "were expected, for which this optimizer is in use"),
        ("\"best.Layer1.weight\"", "\"worst.Layer1.weight\"", "Tensor 'best.Layer1.weight' [8, 2] of PointsNet is missing"),
        ("\"state.0\"", "\"state.1\"", "Tensor 'state.0' ["),
        ("\"history\":{\"dtype\":\"F64\",\"shape\":[1,6]", "\"history\":{\"dtype\":\"F64\",\"shape\":[2,3]", "the shape [2, 3]; [1, 6] was expected"),
        ("\"metrics\":{\"dtype\":\"F64\",\"shape\":[4]", "\"metrics\":{\"dtype\":\"F32\",\"shape\":[8]", "Tensor 'metrics' "),
        ("\"activations\":\"Tanh Softmax\"", "\"activations\":\"ReLU Softmax\"", "of the activations ReLU Softmax; Tanh Softmax were expected, those of PointsNet. The file"),
    ];

    public static TheoryData<string> Others => [.. s_others.Select(other => other.Message)];

    public static TheoryData<int> Damage => [.. Enumerable.Range(0, s_damage.Length)];

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_training_is_refused_with_both_values(string message)
    {
        using var folder = new TemporaryFolder();
        Save(folder["run"]);
        TrainingOptions options = s_others.First(other => other.Message == message).Options;
        AssertRefused(message, folder["run"], path => new TrainingOptions
        {
            Epochs = options.Epochs == 10 ? 3 : options.Epochs,
            BatchSize = options.BatchSize,
            Seed = options.Seed,
            Shuffle = options.Shuffle,
            Schedule = options.Schedule,
            WeightDecay = options.WeightDecay,
            ClipValue = options.ClipValue,
            ClipNorm = options.ClipNorm,
            SampleWeights = options.SampleWeights,
            ClassWeights = options.ClassWeights,
            Metrics = options.Metrics,
            Monitor = options.Monitor,
            Validation = options.Validation,
            ValidationFraction = options.ValidationFraction,
            Optimizer = options.Optimizer,
            ResumeFrom = path,
        });
    }

    [Fact]
    public void Another_schedule_is_noticed_by_its_last_rate()
    {
        using var folder = new TemporaryFolder();
        Save(folder["run"], LearningRateSchedule.CosineDecay());
        AssertRefused(
            "whose step 8 had the learning rate 0.05",
            folder["run"],
            path => new() { Epochs = 3, BatchSize = 8, Seed = 2, Schedule = LearningRateSchedule.StepDecay(1), Optimizer = Momentum(), ResumeFrom = path });
    }

    [Theory]
    [InlineData("samples = ", 1, 0)]
    [InlineData("validationSamples = ", 0, 1)]
    public void Other_samples_are_noticed(string message, int training, int validation)
    {
        using var folder = new TemporaryFolder();
        TrainingHistory Fit(bool isOther, string? path) => Trainer.Fit(new PointsNet(), TrainingData.Points(37, isOther ? training : 0), new TrainingOptions
        {
            Epochs = 2,
            Validation = TrainingData.Points(20, isOther ? validation : 0),
            ResumeFrom = path,
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => { if (path is null) { state.Save(folder["run"]); } })],
        });
        Fit(isOther: false, null);
        Fit(isOther: false, folder["run"]);
        Assert.Contains(
            "a training with " + message,
            Assert.Throws<NetworkFileException>(() => Fit(isOther: true, folder["run"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_weights_of_the_same_samples_are_noticed()
    {
        using var folder = new TemporaryFolder();
        TrainingHistory Fit(double last, string? path) => Trainer.Fit(new PointsNet(), TrainingData.Points(5), new TrainingOptions
        {
            Epochs = 2,
            SampleWeights = (double[])[1, 2, 0.5, 1, last],
            ResumeFrom = path,
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => { if (path is null) { state.Save(folder["run"]); } })],
        });
        Fit(1.5, null);
        Fit(1.5, folder["run"]);
        Assert.Contains(
            "a training with samples = ",
            Assert.Throws<NetworkFileException>(() => Fit(1.25, folder["run"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_weights_classes_and_orders_of_samples_are_noticed()
    {
        static string Of(params double[][] numbers)
        {
            var digest = default(Digest);
            foreach (double[] some in numbers)
            {
                digest.Add<double>(some);
            }

            return digest.ToString();
        }

        string[] digests = [Of(), Of([1]), Of([1, 2]), Of([2, 1]), Of([-1, -2]), Of([1, 2, 0]), Of([0, 1, 2]), Of([1, -2]), Of([-1, 2]), Of([double.NaN])];
        Assert.Equal(digests.Length, digests.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Of([1, 2, 3]), Of([1], [2, 3]));
        (Digest one, Digest other) = (default, default);
        one.Add<int>([1, 2, 3]);
        other.Add<int>([1, 2, 4]);
        Assert.NotEqual(one.ToString(), other.ToString());
    }

    [Fact]
    public void A_stream_is_no_set_and_one_that_is_too_short_is_noticed()
    {
        using var folder = new TemporaryFolder();
        Save(folder["run"]);
        var batch = new Batch<float>(new float[16], (int[])[0, 1, 2, 0, 1, 2, 0, 1]);
        TrainingOptions Options(string? path) => new()
        {
            Epochs = 3,
            BatchSize = 8,
            Seed = 2,
            Optimizer = Momentum(),
            ResumeFrom = path,
            Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == 8) { state.Save(folder["stream"]); } })],
        };
        Assert.Contains(
            "data = a set of 37 samples; a stream was expected",
            Assert.Throws<NetworkFileException>(() => Trainer.Fit(new PointsNet(), [batch], Options(folder["run"]))).Message,
            StringComparison.Ordinal);

        Trainer.Fit(new PointsNet(), Enumerable.Repeat(batch, 5), Options(null));
        Assert.Contains(
            "The stream gave 2 batches in epoch 2; 3 were expected",
            Assert.Throws<InvalidOperationException>(() => Trainer.Fit(new PointsNet(), Enumerable.Repeat(batch, 2), Options(folder["stream"]))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Damage))]
    public void A_damaged_file_is_refused(int damage)
    {
        (string part, string replacement, string message) = s_damage[damage];
        using var folder = new TemporaryFolder();
        byte[] bytes = Save(folder["run"]);
        int length = (int)BitConverter.ToInt64(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Contains(part, header, StringComparison.Ordinal);
        byte[] damaged = Encoding.UTF8.GetBytes(header.Replace(part, replacement, StringComparison.Ordinal));
        File.WriteAllBytes(folder["run"], [.. BitConverter.GetBytes((long)damaged.Length), .. damaged, .. bytes[(8 + length)..]]);
        AssertRefused(message, folder["run"], Same);
    }

    [Fact]
    public void A_file_that_is_cut_short_or_another_s_is_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Save(folder["run"]);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(folder["run"], bytes[..length]);
            AssertRefused("It is cut short", folder["run"], Same);
        }

        File.WriteAllBytes(folder["run"], [.. bytes, 0]);
        AssertRefused("1 more follow", folder["run"], Same);
        new PointsNet().Save(folder["run"]);
        AssertRefused("lack 'setting.training.data'", folder["run"], Same);
        Assert.Throws<FileNotFoundException>(() => Trainer.Fit(new PointsNet(), TrainingData.Points(37), Same(folder["none"])));
    }

    [Fact]
    public void Its_network_loads_as_any_other()
    {
        using var folder = new TemporaryFolder();
        var saved = new PointsNet(seed: 1);
        float[] parameters = [];
        Trainer.Fit(saved, TrainingData.Points(37), new TrainingOptions
        {
            Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == 8) { state.Save(folder["run"]); parameters = saved.Parameters.ToArray(); } })],
        });
        Assert.Equal(parameters, PointsNet.FromFile(folder["run"], new NetworkLoadOptions { SkipOtherTensors = true }).Parameters);
    }

    [Fact]
    public void A_metric_that_does_not_name_its_sums_is_saved_after_an_epoch_only()
    {
        using var folder = new TemporaryFolder();
        void Fit(TrainingCallback callback) => Trainer.Fit(
            new PointsNet(), TrainingData.Points(37), new TrainingOptions { Epochs = 2, Metrics = [new ScriptedMetric(false, 1, 2)], Callbacks = [callback] });

        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => Fit(TrainingCallback.AfterBatch(state => state.Save(folder["run"]))));
        Assert.Contains("does not override ExchangeSums", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Fit(TrainingCallback.AfterEpoch((state, _) => state.Save(folder["run"])));
        Assert.Equal(["run"], folder.Names);
    }

    [Fact]
    public void A_training_that_has_ended_is_not_saved()
    {
        using var folder = new TemporaryFolder();
        TrainingState? kept = null;
        Trainer.Fit(new PointsNet(), TrainingData.Points(9), new TrainingOptions { Epochs = 1, Callbacks = [TrainingCallback.AfterBatch(state => kept = state)] });
        Assert.Throws<InvalidOperationException>(() => kept!.Save(folder["run"]));
        Assert.Empty(folder.Names);
    }

    private static Sgd Momentum() => new(0.1, 0.9);

    private static TrainingOptions Same(string path) => new() { Epochs = 3, BatchSize = 8, Seed = 2, Optimizer = Momentum(), ResumeFrom = path };

    // In the middle of the second of three epochs.
    private static byte[] Save(string path, LearningRateSchedule? schedule = null)
    {
        Trainer.Fit(new PointsNet(seed: 1), TrainingData.Points(37), new TrainingOptions
        {
            Epochs = 3,
            BatchSize = 8,
            Seed = 2,
            Schedule = schedule,
            Optimizer = Momentum(),
            Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == 8) { state.Save(path); } })],
        });
        return File.ReadAllBytes(path);
    }

    private static void AssertRefused(string message, string path, Func<string, TrainingOptions> resume)
    {
        var net = new PointsNet(seed: 7);
        float[] before = net.Parameters.ToArray();
        TrainingOptions options = resume(path);
        options.Optimizer!.Prepare(net.Parameters);
        byte[] state = Bytes(options.Optimizer);
        NetworkFileException thrown = Assert.Throws<NetworkFileException>(() => Trainer.Fit(net, TrainingData.Points(37), options));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(path, thrown.FileName);
        Assert.Equal(before, net.Parameters);
        Assert.Equal(state, Bytes(options.Optimizer));
    }

    private static byte[] Bytes(Optimizer optimizer)
    {
        using var stream = new MemoryStream();
        optimizer.Save(stream);
        return stream.ToArray();
    }
}
