using System.Text.Json;

namespace CompiledNet.Tests.Graphs;

/// <summary>One file of Data: a network of any kinds of layers with its numbers, computed by PyTorch's autograd in double.</summary>
internal sealed class GraphReference
{
    private const string Folder = "Graphs/";

    private GraphReference(JsonElement file)
    {
        Batch = file.GetProperty("batch").GetInt32();
        Input = Numbers(file.GetProperty("input"));
        Target = Numbers(file.GetProperty("target"));
        InferenceOutput = Numbers(file.GetProperty("inference_output"));
        TrainingOutput = Numbers(file.GetProperty("training_output"));
        InputGradient = Numbers(file.GetProperty("input_gradient"));
        Loss = file.GetProperty("loss_value").GetDouble();
        Layers =
        [
            .. file.GetProperty("layers").EnumerateArray().Select(layer => (layer.GetProperty("name").GetString()!, layer.GetProperty("kind").GetString()!)),
        ];
        Tensors = [.. file.GetProperty("tensors").EnumerateArray().Select(tensor => GraphTensor.Of(tensor, "gradient"))];
        Statistics = [.. file.GetProperty("statistics").EnumerateArray().Select(tensor => GraphTensor.Of(tensor, "after_one_step"))];
        Training = [.. file.GetProperty("training").EnumerateArray().Select(GraphTraining.Of)];
    }

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names =>
        from resource in typeof(GraphReference).Assembly.GetManifestResourceNames()
        where resource.StartsWith(Folder, StringComparison.Ordinal)
        select resource[Folder.Length..];

    public int Batch { get; }

    public double[] Input { get; }

    public double[] Target { get; }

    public double[] InferenceOutput { get; }

    public double[] TrainingOutput { get; }

    public double[] InputGradient { get; }

    public double Loss { get; }

    public (string Name, string Kind)[] Layers { get; }

    public GraphTensor[] Tensors { get; }

    public GraphTensor[] Statistics { get; }

    public GraphTraining[] Training { get; }

    public static GraphReference Load(string name)
    {
        using Stream stream = typeof(GraphReference).Assembly.GetManifestResourceStream(Folder + name)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return new GraphReference(document.RootElement);
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}

/// <summary>A tensor of a file: its values, and its gradient, or for a statistic its values after one step.</summary>
internal sealed record GraphTensor(string Name, int[] Shape, double[] Values, double[] Gradient)
{
    /// <summary>The values of a statistic after one step.</summary>
    public double[] After => Gradient;

    /// <summary>Name and shape, as TensorInfo has them.</summary>
    public string Text => $"{Name} [{string.Join(", ", Shape)}]";

    public static GraphTensor Of(JsonElement tensor, string second) => new(
        tensor.GetProperty("name").GetString()!,
        [.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
        GraphReference.Numbers(tensor.GetProperty("values")),
        GraphReference.Numbers(tensor.GetProperty(second)));
}

/// <summary>Some steps of an optimizer.</summary>
internal sealed record GraphTraining(string Name, double LearningRate, double[] Losses, Dictionary<string, double[]> After)
{
    public static GraphTraining Of(JsonElement training)
    {
        var after = new Dictionary<string, double[]>();
        foreach (JsonProperty tensor in training.GetProperty("tensors_after").EnumerateObject().Concat(training.GetProperty("statistics_after").EnumerateObject()))
        {
            after.Add(tensor.Name, GraphReference.Numbers(tensor.Value));
        }

        return new GraphTraining(
            training.GetProperty("optimizer").GetString()!,
            training.GetProperty("learning_rate").GetDouble(),
            GraphReference.Numbers(training.GetProperty("loss_before_each_step")),
            after);
    }

    public Optimizer CreateOptimizer() => Name == "adam" ? new Adam(LearningRate) : new Sgd(LearningRate);
}
