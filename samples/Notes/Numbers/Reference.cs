using System.Text.Json;

namespace Notes;

/// <summary>A network with its numbers as PyTorch's autograd computed them in float64: Data/*.json.</summary>
internal sealed record Reference(
    string Name,
    double[][] Input,
    double[][] Target,
    ReferenceLayer[] Parameters,
    double[][][] Preactivations,
    double[][][] Activations,
    double LossValue,
    ReferenceLayer[] Gradients,
    double[][] InputGradient,
    ReferenceTraining[] Training)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Reference Load(string name)
    {
        using Stream stream = typeof(Reference).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no Data/{name}.json.", nameof(name));
        return JsonSerializer.Deserialize<Reference>(stream, Options)
            ?? throw new InvalidDataException($"Data/{name}.json is empty.");
    }
}

/// <summary>The weights and biases of one layer, or their gradients; no biases where the layer has none.</summary>
internal sealed record ReferenceLayer(double[][] Weights, double[]? Bias);

/// <summary>What some steps of an optimizer lead to.</summary>
internal sealed record ReferenceTraining(
    string Optimizer, double LearningRate, int Steps, double[] LossBeforeEachStep, ReferenceLayer[] ParametersAfter);
