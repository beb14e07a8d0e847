using System.Text;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Writing;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>What is folded computes what it computed before, and what must not be folded stays.</summary>
public sealed class FoldingTests
{
    private readonly Random _random = new(7);

    public static TheoryData<string, bool> Layers => new()
    {
        { "dense", true }, { "dense", false }, { "steps", true }, { "conv1d", true }, { "conv1d", false }, { "conv2d", true }, { "grouped", false }, { "depthwise", true },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_BatchNorm_becomes_part_of_the_layer_before(string kind, bool hasBias)
    {
        NetworkGraph graph = Graph(input => GraphBuilder.Activate(Norm(Layer(kind, input, hasBias)), Activation.ReLU), kind);
        double[] expected = Outputs(graph);

        Assert.Equal((1, 0), Folding.Run(graph, forTraining: false));

        LayerNode only = Assert.Single(graph.Layers());
        Assert.Equal(Activation.ReLU, only.Activation);
        Assert.Equal(["weight", "bias"], only.Tensors.Select(tensor => tensor.Name));
        AssertClose(expected, Outputs(graph));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_BatchNorm_to_train_on_with_stays(string kind, bool hasBias)
    {
        NetworkGraph graph = Graph(input => GraphBuilder.Activate(Norm(Layer(kind, input, hasBias)), Activation.ReLU), kind);
        double[] expected = Outputs(graph);

        Assert.Equal((0, 0), Folding.Run(graph, forTraining: true));

        Assert.Equal(["Identity", "BatchNorm ReLU"], graph.Layers().Select(layer => $"{(layer.Kind == "BatchNorm" ? "BatchNorm " : "")}{layer.Activation}"));
        AssertClose(expected, Outputs(graph));
    }

    [Theory]
    [InlineData(false, "Dense Dense")]
    [InlineData(true, "Dense Dropout Dense Dropout")]
    public void A_Dropout_is_left_out_unless_one_trains_on(bool forTraining, string expected)
    {
        NetworkGraph graph = Graph(
            input => GraphBuilder.Dropout(Layer("dense", GraphBuilder.Activate(GraphBuilder.Dropout(Layer("dense", input, true), 0.3), Activation.Tanh), true), 0.2), "dense");
        double[] outputs = Outputs(graph);

        Assert.Equal((0, forTraining ? 0 : 2), Folding.Run(graph, forTraining));

        Assert.Equal(expected, string.Join(' ', graph.Layers().Where(layer => layer.Kind != "Activate").Select(layer => layer.Kind)));
        AssertClose(outputs, Outputs(graph));
    }

    // The convolutions of the first ones have zeros around their input, which a shift must not reach.
    [Theory]
    [InlineData("conv2d", 0.0, true)]
    [InlineData("grouped", 0.0, true)]
    [InlineData("depthwise", 0.0, true)]
    [InlineData("grouped", 0.5, false)]
    [InlineData("dense", 0.5, true)]
    [InlineData("steps", 0.5, true)]
    [InlineData("conv1d", 0.5, true)]
    public void A_scale_becomes_part_of_the_layer_after(string kind, double shift, bool isFolded)
    {
        NetworkGraph graph = Graph(
            input => Layer(kind, GraphBuilder.Scale(GraphBuilder.Activate(input, Activation.Tanh), Numbers(4), [shift, 0, 2 * shift, shift]), hasBias: kind != "grouped"), kind);
        double[] expected = Outputs(graph);

        Assert.Equal((0, 0), Folding.Run(graph, forTraining: true));

        Assert.Equal(isFolded ? 2 : 3, graph.Layers().Count);
        AssertClose(expected, Outputs(graph));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void A_BatchNorm_after_an_activation_becomes_part_of_the_layer_after(bool forTraining, int layers)
    {
        NetworkGraph graph = Graph(input => Layer("dense", Norm(GraphBuilder.Activate(input, Activation.Tanh)), hasBias: false), "dense");
        double[] expected = Outputs(graph);

        Assert.Equal((forTraining ? 0 : 1, 0), Folding.Run(graph, forTraining));

        Assert.Equal(layers, graph.Layers().Count);
        AssertClose(expected, Outputs(graph));
    }

    [Fact]
    public void A_scale_becomes_part_of_a_BatchNorm_before()
    {
        NetworkGraph graph = Graph(input => GraphBuilder.Scaled(Norm(GraphBuilder.Activate(input, Activation.Tanh)), -2, 0.5), "dense");
        double[] expected = Outputs(graph);

        Folding.Run(graph, forTraining: true);

        Assert.Equal(["Activate", "BatchNorm"], graph.Layers().Select(layer => layer.Kind));
        AssertClose(expected, Outputs(graph));
    }

    [Theory]
    [InlineData(0, 6, 2)]
    [InlineData(0, 1, 1)]
    [InlineData(-0.5, 0.25, 2)]
    [InlineData(-0.5, double.PositiveInfinity, 2)]
    [InlineData(double.NegativeInfinity, 0.25, 2)]
    [InlineData(0, double.MaxValue, 1)]
    public void Bounds_are_exact(double least, double most, int layers)
    {
        NetworkGraph graph = Graph(input => GraphBuilder.Clip(GraphBuilder.Scaled(input, 10, 0), least, most), "dense");
        double[] outputs = Outputs(graph);

        Folding.Run(graph, forTraining: false);

        Assert.Equal(layers, graph.Layers().Count);
        Assert.All(outputs.Select((output, i) => (output, Math.Clamp(10 * Math.Sin(3 * i), least, most))), pair => Assert.Equal(pair.Item2, pair.output, 1e-12));
        AssertClose(outputs, Outputs(graph));
    }

    [Theory]
    [InlineData(0, 1e6)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(double.NaN, 1)]
    public void Bounds_that_would_lose_digits_or_leave_nothing_are_refused(double least, double most) =>
        Assert.Contains("it clips to", Assert.Throws<LayerException>(() => GraphBuilder.Clip(GraphBuilder.Input(Shape.Vector(1)), least, most)).Message, StringComparison.Ordinal);

    // ReLU6 between convolutions: three layers, as in the source.
    [Fact]
    public void Clips_and_splits_become_part_of_the_layers_beside()
    {
        ImportedModel model = ModelReader.Read(DataFiles.PathOf("Onnx/clips.onnx"), new ReadOptions());

        Assert.Equal(
            "Conv2D Conv2D Conv2D BatchNorm GlobalAveragePool Dense Dense Multiply Dense BatchNorm BatchNorm BatchNorm",
            string.Join(' ', model.Graph.Layers().Select(layer => layer.Kind)));
        Assert.Equal(["/expand/Conv (clip to 0 … 6)", "/depth/Conv (clip to 0 … 6)", "/project/Conv (clip to -0.25 … 0.5)"], model.Graph.Layers().Take(3).Select(layer => layer.Comment));
        Assert.Equal(["gate", "gate"], model.Graph.Layers().Where(layer => layer.Remark.StartsWith("rows", StringComparison.Ordinal)).Select(layer => layer.Suggestion));
    }

    [Fact]
    public void A_BatchNorm_behind_a_Dropout_is_folded()
    {
        NetworkGraph graph = Graph(input => Norm(GraphBuilder.Dropout(Layer("conv1d", input, true), 0.3)), "conv1d");
        double[] expected = Outputs(graph);

        Assert.Equal((1, 1), Folding.Run(graph, forTraining: false));

        Assert.Single(graph.Layers());
        AssertClose(expected, Outputs(graph));
    }

    [Fact]
    public void A_network_of_a_Dropout_keeps_it()
    {
        NetworkGraph graph = Graph(input => GraphBuilder.Dropout(GraphBuilder.Dropout(input, 0.3), 0.2), "dense");

        Folding.Run(graph, forTraining: false);

        Assert.Equal(["Dropout"], graph.Layers().Select(layer => layer.Kind));
    }

    [Fact]
    public void A_second_reader_keeps_a_BatchNorm()
    {
        NetworkGraph graph = Graph(
            input =>
            {
                LayerNode dense = Layer("dense", input, true);
                return GraphBuilder.Join("Add", [Norm(dense), dense]);
            },
            "dense");
        double[] expected = Outputs(graph);

        Assert.Equal((0, 0), Folding.Run(graph, forTraining: false));

        Assert.Equal(["Dense", "BatchNorm", "Add"], graph.Layers().Select(layer => layer.Kind));
        AssertClose(expected, Outputs(graph));
    }

    // Left out, the dropout hands its reader to the layer before, which has two then.
    [Fact]
    public void A_second_reader_behind_a_Dropout_keeps_a_BatchNorm()
    {
        NetworkGraph graph = Graph(
            input =>
            {
                LayerNode dense = Layer("dense", input, true);
                LayerNode dropout = GraphBuilder.Dropout(dense, 0.5);
                return GraphBuilder.Join("Add", [Norm(dropout), GraphBuilder.Activate(dropout, Activation.Tanh)]);
            },
            "dense");
        double[] expected = Outputs(graph);

        Assert.Equal((0, 1), Folding.Run(graph, forTraining: false));

        Assert.Equal(["Dense", "BatchNorm", "Activate", "Add"], graph.Layers().Select(layer => layer.Kind));
        AssertClose(expected, Outputs(graph));
    }

    [Fact]
    public void A_BatchNorm_after_an_activation_or_a_Flatten_stays()
    {
        NetworkGraph graph = Graph(
            input => Norm(GraphBuilder.Flatten(Norm(GraphBuilder.Activate(Layer("conv2d", input, true), Activation.ReLU)), channelsFirst: false)), "conv2d");
        double[] expected = Outputs(graph);

        Assert.Equal((0, 0), Folding.Run(graph, forTraining: false));

        Assert.Equal(["Conv2D", "BatchNorm", "Flatten", "BatchNorm"], graph.Layers().Select(layer => layer.Kind));
        AssertClose(expected, Outputs(graph));
    }

    [Fact]
    public void Layers_that_share_weights_are_folded_each_by_its_own_BatchNorm()
    {
        double[] weight = Numbers(9);
        double[] bias = Numbers(3);
        NetworkGraph graph = Graph(
            input => GraphBuilder.Join("Add", [Norm(GraphBuilder.Dense(input, 3, weight, bias)), Norm(GraphBuilder.Dense(input, 3, weight, bias))]), "dense", channels: 3);
        double[] expected = Outputs(graph);

        Assert.Equal((2, 0), Folding.Run(graph, forTraining: false));

        AssertClose(expected, Outputs(graph));
    }

    [Fact]
    public void A_variance_of_zero_without_epsilon_is_not_divided_by()
    {
        NetworkGraph graph = Graph(
            input => GraphBuilder.BatchNorm(GraphBuilder.Dense(input, 1, Numbers(4), null), [1], [0], [0], [0], epsilon: 0), "dense");

        Assert.Equal((0, 0), Folding.Run(graph, forTraining: false));
    }

    [Theory]
    [InlineData("Onnx/norms.onnx", "Conv2D Conv2D Conv2D BatchNorm Add GlobalAveragePool Dense Dense", "3 BatchNorm folded into other layers")]
    [InlineData("Formats/functional.h5", "Conv2D Conv2D Conv2D Add MaxPool2D Conv2D GlobalAveragePool AveragePool2D Flatten Concatenate Dense", "1 BatchNorm folded into other layers, 1 Dropout left out")]
    [InlineData("Formats/frames.json", "Conv1D Conv1D", "1 BatchNorm folded into other layers")]
    public void The_file_says_what_was_folded(string file, string layers, string note)
    {
        // RTNeural writes an activation into every layer: without that of the first its BatchNorm follows at once.
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(DataFiles.PathOf(file)));
        byte[] bytes = Encoding.Latin1.GetBytes(file.EndsWith("frames.json", StringComparison.Ordinal) ? text.Replace("\"tanh\"", "\"\"", StringComparison.Ordinal) : text);
        ImportedModel model = ModelReader.Read(bytes, file, new ReadOptions());

        Assert.Equal(layers, string.Join(' ', model.Graph.Layers().Select(layer => layer.Kind)));
        Assert.Contains($"For inference: {note}. To train on, import with --for-training.", model.Notes);
        (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", file, null);
        using (network)
        {
            CheckResult check = SelfCheck.Run(network, model, null);
            Assert.True(check.Largest < 1e-5, check.Where);
        }

        ImportedModel whole = ModelReader.Read(bytes, file, new ReadOptions { ForTraining = true });
        Assert.DoesNotContain(whole.Notes, other => other.StartsWith("For inference", StringComparison.Ordinal));
        Assert.True(whole.Graph.Layers().Count(layer => layer.Kind == "BatchNorm") > model.Graph.Layers().Count(layer => layer.Kind == "BatchNorm"));
    }

    // Thousands of folds take moments, not minutes.
    [Fact]
    public void Folding_takes_time_in_proportion_to_the_layers()
    {
        const int Count = 20_000;
        LayerNode input = GraphBuilder.Input(Shape.Vector(1));
        LayerNode node = input;
        for (int i = 0; i < Count; i++)
        {
            node = GraphBuilder.Activate(GraphBuilder.Dense(node, 1, [1], null), Activation.ReLU);
        }

        var graph = new NetworkGraph(input, node);
        long start = Environment.TickCount64;

        Folding.Run(graph, forTraining: false);

        Assert.Equal(Count, graph.Layers().Count);
        Assert.InRange(Environment.TickCount64 - start, 0, 5_000);
    }

    private static double[] Outputs(NetworkGraph graph)
    {
        Declaration declaration = DeclarationWriter.Write(graph, "Imported.Net", "test", [], Loss.MeanSquaredError);
        using LoadedNetwork network = LoadedNetwork.Load(declaration.Source, "Net.cs", "Imported.Net");
        network.SetTensors(graph, declaration);
        return network.Forward([.. Enumerable.Range(0, (int)graph.Input.Shape.Count).Select(i => Math.Sin(3 * i))], 1);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(actual.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Contains(expected, number => Math.Abs(number) > 0.01);
    }

    private static NetworkGraph Graph(Func<LayerNode, LayerNode> layers, string kind, int channels = 4)
    {
        LayerNode input = GraphBuilder.Input(kind switch
        {
            "dense" => Shape.Vector(channels),
            "steps" or "conv1d" => Shape.Sequence(6, channels),
            _ => Shape.Image(5, 4, channels),
        });
        return new NetworkGraph(input, layers(input)) { Precision = Precision.Double };
    }

    private LayerNode Layer(string kind, LayerNode input, bool hasBias)
    {
        int channels = input.Shape.Channels;
        double[]? bias = hasBias ? Numbers(kind == "depthwise" ? 8 : 4) : null;
        Window[] image = [new Window(3, Before: 1, After: 1), new Window(2, Before: 1, After: 1)];
        return kind switch
        {
            "dense" or "steps" => GraphBuilder.Dense(input, 4, Numbers(4 * channels), bias),
            "conv1d" => GraphBuilder.Convolution(input, 4, [new Window(3)], 1, Numbers(4 * channels * 3), bias),
            "conv2d" => GraphBuilder.Convolution(input, 4, image, 1, Numbers(4 * channels * 6), bias),
            "grouped" => GraphBuilder.Convolution(input, 4, image, 2, Numbers(4 * channels / 2 * 6), bias),
            "depthwise" => GraphBuilder.Convolution(input, 8, image, 4, Numbers(8 * 6), bias),
            _ => throw new ArgumentException(kind, nameof(kind)),
        };
    }

    private LayerNode Norm(LayerNode input)
    {
        int channels = input.Shape.Channels;
        return GraphBuilder.BatchNorm(input, Numbers(channels), Numbers(channels), Numbers(channels), [.. Numbers(channels).Select(number => 0.1 + (number * number))], 1e-3);
    }

    private double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * _random.NextDouble()) - 1)];
}
