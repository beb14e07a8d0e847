using System.Text.Json;

namespace CompiledNet.Tests.Reference;

/// <summary>One file of Data: a network with its numbers, computed by PyTorch's autograd in double.</summary>
internal sealed record ReferenceCase(
    string Name,
    int Inputs,
    ReferenceLayer[] Layers,
    string Loss,
    int Batch,
    ReferenceParameters[] Parameters,
    double[][] Input,
    double[][] Target,
    double[][][] Activations,
    double LossValue,
    ReferenceParameters[] Gradients,
    double[][] InputGradient,
    ReferenceTraining[] Training)
{
    private const string Folder = "Reference/";

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names =>
        from resource in typeof(ReferenceCase).Assembly.GetManifestResourceNames()
        where resource.StartsWith(Folder, StringComparison.Ordinal)
        select resource[Folder.Length..];

    /// <summary>Reads a file.</summary>
    public static ReferenceCase Load(string name)
    {
        using Stream stream = typeof(ReferenceCase).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"There is no file {name}.");
        return JsonSerializer.Deserialize<ReferenceCase>(stream, s_json)!;
    }
}

/// <summary>A layer: its activation as PyTorch spells it, its slope or α where it is not the default.</summary>
internal sealed record ReferenceLayer(int Units, string Activation, double? Parameter, bool Bias = true);

/// <summary>The weights and biases of a layer, or their gradients; a layer may have no biases.</summary>
internal sealed record ReferenceParameters(double[][] Weights, double[]? Bias);

/// <summary>Some steps of an optimizer, from the parameters of the file.</summary>
internal sealed record ReferenceTraining(
    string Optimizer,
    double LearningRate,
    int Steps,
    double Momentum,
    double Decay,
    double Beta1,
    double Beta2,
    double Epsilon,
    double WeightDecay,
    double[] LossBeforeEachStep,
    ReferenceParameters[] ParametersAfter)
{
    /// <summary>A new optimizer with these settings.</summary>
    public Optimizer CreateOptimizer() => Optimizer switch
    {
        "sgd" => new Sgd(LearningRate),
        "momentum" => new Sgd(LearningRate, Momentum),
        "nesterov" => new Sgd(LearningRate, Momentum, nesterov: true),
        "rmsprop" => new RmsProp(LearningRate, Decay, Epsilon),
        "adagrad" => new Adagrad(LearningRate, Epsilon),
        "adam" => new Adam(LearningRate, Beta1, Beta2, Epsilon),
        "adamw" => new AdamW(LearningRate, Beta1, Beta2, Epsilon, WeightDecay),
        _ => throw new InvalidOperationException($"Unknown optimizer {Optimizer}."),
    };
}
