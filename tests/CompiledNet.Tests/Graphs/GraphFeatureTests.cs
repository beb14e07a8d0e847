namespace CompiledNet.Tests.Graphs;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(9, Name = "Stem")]
[LayerNorm(Activation.GELU)]
[Dropout(0.4)]
[BatchNorm(Activation.Tanh)]
[Dense(9, Initializer = Initializer.HeNormal)]
[Add("Stem", Activation = Activation.LeakyReLU, Slope = 0.1)]
[PReLU]
[Concatenate("Input")]
[Dense(3)]
[Activate(Activation.Softplus)]
public partial class EveryLayerNet;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(9, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dropout(0.2)]
[Dense(6)]
[Activate(Activation.Tanh)]
[PReLU]
[LayerNorm]
[Dense(3)]
public partial class SequentialNet;

/// <summary>Files, training and memory of networks with every kind of layer.</summary>
public sealed class GraphFeatureTests
{
    private const int Samples = 12;

    [Fact]
    public void A_saved_network_has_PyTorch_s_names_and_its_statistics_and_loads_again()
    {
        EveryLayerNet net = Trained();
        using var folder = new Files.TemporaryFolder();
        string path = folder["net"];
        net.Save(path);

        Assert.Equal(net.Parameters, EveryLayerNet.FromFile(path).Parameters);
        string header = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path));
        Assert.All(EveryLayerNet.Tensors, tensor => Assert.Contains($"\"{tensor.Name}\"", header, StringComparison.Ordinal));
        Assert.Contains("Layer4.running_var", header, StringComparison.Ordinal);
        var other = new EveryLayerNet(seed: 9);
        using var stream = new MemoryStream(File.ReadAllBytes(path));
        other.Load(stream);
        Assert.Equal(net.Parameters, other.Parameters);
    }

    [Fact]
    public void Sequential_counts_activations_and_layers_without_parameters()
    {
        using var stream = new MemoryStream();
        new SequentialNet().Save(stream, TensorNames.Sequential);
        string header = System.Text.Encoding.UTF8.GetString(stream.ToArray());

        // Linear 0, BatchNorm1d 1, ReLU 2, Dropout 3, Linear 4, Tanh 5, PReLU 6, LayerNorm 7, Linear 8.
        string[] names = ["0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "4.weight", "4.bias", "6.weight", "7.weight", "7.bias", "8.weight", "8.bias"];
        Assert.All(names, name => Assert.Contains($"\"{name}\"", header, StringComparison.Ordinal));
        Assert.Equal(names.Length, SequentialNet.Tensors.Count);
    }

    [Fact]
    public void A_network_with_branches_is_no_Sequential()
    {
        var error = Assert.Throws<ArgumentException>(() => new EveryLayerNet().Save(new MemoryStream(), TensorNames.Sequential));
        Assert.Contains("Layer6 takes Layer5 and Stem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_counter_of_PyTorch_s_BatchNorm_is_passed_over_and_another_tensor_is_not()
    {
        using var stream = new MemoryStream();
        var net = new SequentialNet(seed: 3);
        net.Save(stream);
        byte[] file = stream.ToArray();
        var other = new SequentialNet();
        other.Load(new MemoryStream(WithTensor(file, "Layer2.num_batches_tracked")));
        Assert.Equal(net.Parameters, other.Parameters);
        Assert.Throws<NetworkFileException>(() => other.Load(new MemoryStream(WithTensor(file, "Layer1.num_batches_tracked"))));
    }

    [Fact]
    public void A_training_that_was_stopped_goes_on_with_the_same_bits()
    {
        using var folder = new Files.TemporaryFolder();
        string path = folder["state"];
        DataSet<float> data = Data();
        var whole = new EveryLayerNet(seed: 1);
        Trainer.Fit(whole, data, Options(8));

        var stopped = new EveryLayerNet(seed: 1);
        TrainingOptions first = Options(8);
        Trainer.Fit(stopped, data, new TrainingOptions
        {
            Epochs = 8,
            BatchSize = 5,
            Seed = 4,
            Optimizer = first.Optimizer,
            Callbacks = [new SaveAndStop(path)],
        });
        var resumed = new EveryLayerNet(seed: 2);
        Trainer.Fit(resumed, data, new TrainingOptions
        {
            Epochs = 8,
            BatchSize = 5,
            Seed = 4,
            Optimizer = new AdamW(0.01),
            ResumeFrom = path,
        });

        Assert.False(whole.Parameters.SequenceEqual(stopped.Parameters));
        Assert.Equal(whole.Parameters, resumed.Parameters);
    }

    [Fact]
    public void Optimizers_leave_statistics_alone_whatever_their_decay()
    {
        Optimizer[] optimizers = [new AdamW(0.1, weightDecay: 0.5), new Sgd(0.1, weightDecay: 0.5), new Adam(0.1), new RmsProp(0.1), new Adagrad(0.1)];
        foreach (Optimizer optimizer in optimizers)
        {
            EveryLayerNet net = Trained();
            float[] before = net.Parameters.ToArray();
            float[] mean = Numbers(net.Layer4.RunningMean);
            float[] variance = Numbers(net.Layer4.RunningVariance);
            var gradients = new float[before.Length];
            optimizer.Step(net.Parameters, gradients);
            optimizer.Step(net.Parameters, gradients);

            Assert.Equal(mean, Numbers(net.Layer4.RunningMean));
            Assert.Equal(variance, Numbers(net.Layer4.RunningVariance));
            Assert.Equal(optimizer is AdamW or Sgd, !net.Parameters.SequenceEqual(before));
        }
    }

    [Fact]
    public void Validation_does_not_touch_statistics_and_drops_nothing()
    {
        EveryLayerNet net = Trained();
        float[] before = net.Parameters.ToArray();
        double loss = Trainer.Evaluate(net, Data()).Loss;
        Assert.Equal(before, net.Parameters);
        Assert.Equal(loss, Trainer.Evaluate(net, Data()).Loss);
    }

    [Fact]
    public void A_step_and_an_inference_allocate_nothing()
    {
        var net = new EveryLayerNet(seed: 1);
        var workspace = new EveryLayerNet.Workspace(Samples, inputGradient: true);
        var optimizer = new AdamW(0.01);
        DataSet<float> data = Data();
        float[] inputs = [.. Enumerable.Range(0, Samples).SelectMany(sample => data.InputOf(sample).ToArray())];
        float[] targets = [.. Enumerable.Range(0, Samples).SelectMany(sample => data.TargetOf(sample).ToArray())];
        var outputs = new float[targets.Length];
        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            net.Forward(inputs, workspace);
            net.Backward(targets, workspace);
            optimizer.Step(net.Parameters, workspace.Gradients);
            net.Forward(inputs, outputs);
            net.Forward(inputs.AsSpan(0, 5), outputs.AsSpan(0, 3));
        }
    }

    [Fact]
    public void Scaling_folds_into_dense_layers_alone()
    {
        DataSet<float> data = Data();
        var scaler = StandardScaler.Fit(data);
        Assert.Contains("Layer8", Assert.Throws<ArgumentException>(() => scaler.FoldInto(new EveryLayerNet())).Message, StringComparison.Ordinal);
        Assert.Contains("Activate", Assert.Throws<ArgumentException>(() => StandardScaler.FitTargets(data).FoldInverseInto(new EveryLayerNet())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_names_each_layer_and_what_joins_take()
    {
        Assert.Matches("Layer8 +Concatenate +9, 5 → 14 +Identity", EveryLayerNet.Summary);
        Assert.Equal(["Layer5", "Stem"], ((INetwork<float>)new EveryLayerNet()).Layers[5].From);
        Assert.Equal(54 + 18 + 18 + 90 + 9 + 45, EveryLayerNet.ParameterCount);
    }

    private static float[] Numbers(VectorView<float> vector)
    {
        var numbers = new float[vector.Length];
        vector.CopyTo(numbers);
        return numbers;
    }

    private static EveryLayerNet Trained()
    {
        var net = new EveryLayerNet(seed: 1);
        Trainer.Fit(net, Data(), Options(2));
        return net;
    }

    private static TrainingOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 5, Seed = 4, Optimizer = new AdamW(0.01) };

    private static DataSet<float> Data()
    {
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, Samples * 5).Select(_ => (float)random.NextDouble())];
        float[] targets = [.. Enumerable.Range(0, Samples * 3).Select(_ => (float)random.NextDouble())];
        return new DataSet<float>(inputs, 5, targets, 3);
    }

    // A safetensors file with one more tensor, a whole number without dimensions.
    private static byte[] WithTensor(byte[] file, string name)
    {
        int length = (int)BitConverter.ToUInt64(file);
        string header = System.Text.Encoding.UTF8.GetString(file, 8, length).TrimEnd();
        int end = file.Length - 8 - length;
        header = header[..^1] + $",\"{name}\":{{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[{end},{end + 8}]}}}}";
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)bytes.Length), .. bytes, .. file[(8 + length)..], .. new byte[8]];
    }

    private sealed class SaveAndStop(string path) : TrainingCallback
    {
        public override void OnBatch(TrainingState state)
        {
            if (state.Epoch == 4 && state.Batch == 2)
            {
                state.Save(path);
                state.Stop();
            }
        }
    }
}
