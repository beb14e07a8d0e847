using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>Networks that PyTorch exported: the declaration, the outputs, and training from there.</summary>
public sealed class OnnxImportTests
{
    [Theory]
    [InlineData("cnn")]
    [InlineData("gru")]
    [InlineData("lstm")]
    [InlineData("residual")]
    [InlineData("tcn")]
    [InlineData("mobile")]
    [InlineData("norms")]
    [InlineData("norms", true)]
    [InlineData("clips")]
    public void A_network_gives_what_PyTorch_gives_and_trains_on(string name, bool forTraining = false)
    {
        ImportedModel model = ModelReader.Read(DataFiles.PathOf($"Onnx/{name}.onnx"), new ReadOptions { ForTraining = forTraining });
        (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", $"{name}.onnx", Loss.MeanSquaredError);
        using (network)
        {
            (double[] input, double[] output) = DataFiles.Expected($"Onnx/{name}.json");
            Shape shape = model.Graph.Input.Shape;
            int size = shape.IsOpen ? input.Length : (int)shape.Count;
            int results = output.Length / (input.Length / size);
            for (int sample = 0; sample < input.Length / size; sample++)
            {
                double[] own = model.Source!.FromSource(input[(sample * size)..((sample + 1) * size)]);
                double[] actual = network.Forward(own, shape.IsOpen ? size / shape.Channels : 1);
                Assert.All(actual.Zip(output[(sample * results)..((sample + 1) * results)]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            }

            Assert.True(SelfCheck.Run(network, model, null).Largest < 1e-5);
            AssertTrains(((LoadedNetwork<float>)network).Network, shape);
        }

        (model.Source as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_declaration_reads_as_a_person_would_write_it()
    {
        ImportedModel model = ModelReader.Read(DataFiles.PathOf("Onnx/cnn.onnx"), new ReadOptions());

        string declaration = Writing.DeclarationWriter.Write(model.Graph, "My.Cnn", "cnn.onnx", model.Notes, Loss.CategoricalCrossEntropy).Source;

        Assert.Equal(
            """
            // Imported by compilednet from cnn.onnx.
            using CompiledNet;

            namespace My;

            [Network(9, 9, 1, Loss = Loss.CategoricalCrossEntropy)]
            [Conv2D(4, 3, Activation.ReLU, Pad = 1)]                                           // /conv1/Conv
            [MaxPool2D(2)]                                                                     // /MaxPool
            [Conv2D(6, 4, Activation.ReLU, Stride = 2, Pad = 1, Bias = false, Name = "conv2")] // /conv2/Conv (kernel widened by zeros)
            [Flatten(Order = FlattenOrder.ChannelsFirst)]                                      // /Reshape_2
            [Dense(8, Activation.GELU, Name = "fc1")]                                          // /fc1/Gemm
            [Dense(3, Activation.Softmax, Name = "fc2")]                                       // /fc2/Gemm
            public partial class Cnn;

            """,
            declaration);
    }

    // Thirty steps of Adam towards outputs of 0.3.
    private static void AssertTrains(INetwork<float> network, Shape shape)
    {
        const int Steps = 6;
        int samples = 4;
        Workspace<float> workspace = network is ISequenceNetwork<float> sequence && shape.IsOpen ? sequence.CreateWorkspace(samples, Steps) : network.CreateWorkspace(samples);
        int numbers = shape.IsOpen ? samples * Steps : samples;
        float[] input = [.. Enumerable.Range(0, numbers * network.InputSize).Select(i => MathF.Sin(i))];
        var target = new float[numbers * network.OutputSize];
        Array.Fill(target, 0.3f);
        var optimizer = new Adam(learningRate: 0.01);
        var losses = new List<float>();
        for (int step = 0; step < 30; step++)
        {
            network.Forward(input, workspace);
            losses.Add(network.Backward(target, workspace));
            optimizer.Step(network.Parameters, workspace.Gradients);
        }

        Assert.True(losses[^1] < losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }
}
