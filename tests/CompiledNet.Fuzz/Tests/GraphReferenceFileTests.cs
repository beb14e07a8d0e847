using System.Text.Json;
using CompiledNet.Fuzz.Graphs;
using CompiledNet.Fuzz.Naive;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The naive graph against the files that PyTorch's autograd wrote: who guards is guarded.</summary>
public sealed class GraphReferenceFileTests
{
    private const string Folder = "Graphs/";

    private static readonly string[] s_names =
        [.. typeof(GraphReferenceFileTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];

    public static TheoryData<string> Names => [.. s_names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_gradients_and_statistics_are_PyTorchs(string name)
    {
        JsonElement file = Load(name);
        GraphSpec spec = Spec(file);
        Dictionary<string, double[]> tensors = file.GetProperty("tensors").EnumerateArray().Concat(file.GetProperty("statistics").EnumerateArray())
            .ToDictionary(tensor => Text(tensor, "name")!, tensor => Numbers(tensor.GetProperty("values")));
        var graph = new NaiveGraph(spec, tensors);
        double[][] inputs = [.. Numbers(file.GetProperty("input")).Chunk(spec.Input.Channels)];
        var goal = new NaiveGoal([.. Numbers(file.GetProperty("target")).Chunk(spec.Output.Channels)], null, null);
        NaiveForward inference = graph.Forward(new NaiveBatch(inputs, IsTraining: false, new Dictionary<int, double[][]>()), NaiveRounding.None);
        NaiveForward training = graph.Forward(new NaiveBatch(inputs, IsTraining: true, new Dictionary<int, double[][]>()), NaiveRounding.None);
        NaiveGradients gradients = graph.Backward(training, goal);

        AssertClose(file.GetProperty("inference_output"), Tensors.Flat(inference.Values[^1]));
        AssertClose(file.GetProperty("training_output"), Tensors.Flat(training.Values[^1]));
        Assert.Equal(file.GetProperty("loss_value").GetDouble(), gradients.Loss, 1e-12);
        AssertClose(file.GetProperty("input_gradient"), [.. gradients.InputGradients.SelectMany(sums => sums.Values)]);
        foreach (JsonElement tensor in file.GetProperty("tensors").EnumerateArray())
        {
            AssertClose(tensor.GetProperty("gradient"), gradients.Gradients[Text(tensor, "name")!].Values);
        }

        foreach (JsonElement statistic in file.GetProperty("statistics").EnumerateArray())
        {
            AssertClose(statistic.GetProperty("after_one_step"), graph.StatisticsAfter(training)[Text(statistic, "name")!]);
        }
    }

    [Fact]
    public void There_are_files() => Assert.InRange(s_names.Length, 14, int.MaxValue);

    private static GraphSpec Spec(JsonElement file)
    {
        List<string> names = ["Input"];
        List<GraphNode> nodes = [];
        foreach (JsonElement node in Nodes(file))
        {
            int before = Text(node, "from") is { } from ? names.IndexOf(from) : nodes.Count;
            int[] others = node.TryGetProperty("with", out JsonElement with) ? [.. with.EnumerateArray().Select(other => names.IndexOf(other.GetString()!))] : [];
            names.Add(Text(node, "name")!);
            nodes.Add(new GraphNode(
                Enum.Parse<NodeKind>(Text(node, "kind")!),
                [before, .. others],
                Number(node, "units") ?? Number(node, "filters") ?? 0,
                Text(node, "activation") is { } activation ? Parse<Activation>(activation) : Activation.Identity,
                Bias: IsTrue(node, "bias"),
                Window: WindowOf(node),
                Order: Text(node, "order") is { } order ? Parse<FlattenOrder>(order) : FlattenOrder.ChannelsLast,
                ResetAfter: IsTrue(node, "reset_after"),
                Name: Text(node, "name")));
        }

        return new GraphSpec(ShapeOf(file), nodes, Parse<Loss>(Text(file, "loss")!));
    }

    private static GraphShape ShapeOf(JsonElement file)
    {
        int[] sizes = [.. file.GetProperty("input_shape").EnumerateArray().Select(size => size.GetInt32())];
        return sizes switch
        {
            [int inputs] => GraphShape.Vector(inputs),
            [int steps, int channels] when file.GetProperty("sequence").GetBoolean() => GraphShape.Open(steps, channels),
            [int steps, int channels] => GraphShape.Sequence(steps, channels),
            _ => GraphShape.Image(sizes[0], sizes[1], sizes[2]),
        };
    }

    private static GraphWindow? WindowOf(JsonElement node)
    {
        if (!node.TryGetProperty("kernel", out JsonElement kernel) && !node.TryGetProperty("size", out kernel))
        {
            return null;
        }

        int[] sizes = kernel.ValueKind == JsonValueKind.Array ? [.. kernel.EnumerateArray().Select(size => size.GetInt32())] : [kernel.GetInt32()];
        bool isImage = Text(node, "kind")!.EndsWith("2D", StringComparison.Ordinal);
        return new GraphWindow(
            sizes[0],
            isImage ? sizes[^1] : 1,
            Number(node, "stride"),
            Number(node, "dilation") ?? 1,
            Number(node, "groups") ?? 1,
            Text(node, "padding") is { } padding ? Parse<PaddingMode>(padding) : PaddingMode.Valid,
            Number(node, "pad") ?? 0);
    }

    private static int? Number(JsonElement node, string name) => node.TryGetProperty(name, out JsonElement number) ? number.GetInt32() : null;

    // True where nothing is said.
    private static bool IsTrue(JsonElement node, string name) => !node.TryGetProperty(name, out JsonElement value) || value.GetBoolean();

    private static JsonElement[] Nodes(JsonElement file) => [.. file.GetProperty("layers").EnumerateArray()];

    private static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static double[] Numbers(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Load(string name)
    {
        using Stream stream = typeof(GraphReferenceFileTests).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }

    private static void AssertClose(JsonElement expected, double[] actual) =>
        Assert.Null(Tensors.Compare(new Tensor("numbers", Numbers(expected), 0), actual, 1e-11, new Tally()));
}
