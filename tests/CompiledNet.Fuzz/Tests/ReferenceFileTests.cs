using System.Text.Json;
using CompiledNet.Fuzz.Naive;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The naive reference against the files that PyTorch's autograd wrote: who guards is guarded.</summary>
public sealed class ReferenceFileTests
{
    private const string Folder = "Reference/";

    public static TheoryData<string> Names =>
        [.. typeof(ReferenceFileTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_PyTorchs(string name)
    {
        JsonElement file = Load(name);
        NaiveNetwork network = Network(file, file.GetProperty("parameters"));
        NaivePass pass = network.Run(Rows(file.GetProperty("input")), Rows(file.GetProperty("target")));
        AssertClose(Rows(file.GetProperty("activations").EnumerateArray().Last()), pass.Outputs);
        AssertClose([[file.GetProperty("loss_value").GetDouble()]], [[pass.Loss]]);
        AssertClose(Rows(file.GetProperty("input_gradient")), pass.InputGradients);
        JsonElement[] gradients = [.. file.GetProperty("gradients").EnumerateArray()];
        for (int layer = 0; layer < gradients.Length; layer++)
        {
            AssertClose([Tensors.Flat(Rows(gradients[layer].GetProperty("weights")))], [Tensors.Flat(pass.WeightGradients[layer])]);
            AssertClose([Biases(gradients[layer]) ?? []], [pass.BiasGradients[layer] ?? []]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Optimizer_steps_are_PyTorchs(string name)
    {
        JsonElement file = Load(name);
        double[][] input = Rows(file.GetProperty("input"));
        double[][] target = Rows(file.GetProperty("target"));
        JsonElement[] initial = [.. file.GetProperty("parameters").EnumerateArray()];
        foreach (JsonElement training in file.GetProperty("training").EnumerateArray())
        {
            NaiveLayer[] layers = Layers(file, file.GetProperty("parameters"));
            double[] parameters = Flat(layers);
            var optimizer = new NaiveOptimizer(Optimizer(training), parameters.Length);
            for (int step = 0; step < training.GetProperty("steps").GetInt32(); step++)
            {
                NaivePass pass = new NaiveNetwork(layers, LossOf(file)).Run(input, target);
                optimizer.Step(parameters, [.. layers.SelectMany((_, i) => Tensors.Flat(pass.WeightGradients[i]).Concat(pass.BiasGradients[i] ?? []))]);
                Unflatten(parameters, layers);
            }

            NaiveLayer[] after = Layers(file, training.GetProperty("parameters_after"));
            for (int layer = 0; layer < layers.Length; layer++)
            {
                AssertClose([Tensors.Flat(after[layer].Weights)], [Tensors.Flat(layers[layer].Weights)]);
                AssertClose([after[layer].Biases ?? []], [layers[layer].Biases ?? []]);
            }
        }
    }

    private static double[] Flat(NaiveLayer[] layers) => [.. layers.SelectMany(layer => Tensors.Flat(layer.Weights).Concat(layer.Biases ?? []))];

    private static void Unflatten(double[] parameters, NaiveLayer[] layers)
    {
        int k = 0;
        foreach (NaiveLayer layer in layers)
        {
            for (int row = 0; row < layer.Weights.GetLength(0); row++)
            {
                for (int column = 0; column < layer.Weights.GetLength(1); column++)
                {
                    layer.Weights[row, column] = parameters[k++];
                }
            }

            for (int j = 0; j < (layer.Biases?.Length ?? 0); j++)
            {
                layer.Biases![j] = parameters[k++];
            }
        }
    }

    private static OptimizerSpec Optimizer(JsonElement training)
    {
        return new OptimizerSpec(
            Parse<OptimizerKind>(training.GetProperty("optimizer").GetString()!),
            Number("learning_rate", 0),
            Number("momentum", 0),
            Number("decay", 0),
            Number("beta1", 0),
            Number("beta2", 0),
            Number("epsilon", 0),
            Number("weight_decay", 0));

        double Number(string name, double missing) => training.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : missing;
    }

    private static NaiveNetwork Network(JsonElement file, JsonElement parameters) => new(Layers(file, parameters), LossOf(file));

    private static NaiveLayer[] Layers(JsonElement file, JsonElement parameters) =>
    [
        .. file.GetProperty("layers").EnumerateArray().Zip(parameters.EnumerateArray(), (layer, numbers) =>
        {
            Activation activation = Parse<Activation>(layer.GetProperty("activation").GetString()!);
            double slope = layer.TryGetProperty("parameter", out JsonElement given) && given.ValueKind == JsonValueKind.Number
                ? given.GetDouble()
                : activation == Activation.ELU ? 1 : 0.01;
            double[][] rows = Rows(numbers.GetProperty("weights"));
            double[,] weights = new double[rows.Length, rows[0].Length];
            for (int row = 0; row < rows.Length; row++)
            {
                for (int column = 0; column < rows[0].Length; column++)
                {
                    weights[row, column] = rows[row][column];
                }
            }

            return new NaiveLayer(weights, Biases(numbers), new NaiveActivation(activation, slope));
        }),
    ];

    private static double[]? Biases(JsonElement numbers) =>
        numbers.TryGetProperty("bias", out JsonElement bias) && bias.ValueKind == JsonValueKind.Array ? Numbers(bias) : null;

    private static Loss LossOf(JsonElement file) => Parse<Loss>(file.GetProperty("loss").GetString()!);

    private static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static double[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Load(string name)
    {
        using Stream stream = typeof(ReferenceFileTests).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }

    private static void AssertClose(double[][] expected, double[][] actual)
    {
        double[] flat = Tensors.Flat(expected);
        Assert.Null(Tensors.Compare(new Tensor("numbers", flat, 0), Tensors.Flat(actual), 1e-11, new Tally()));
    }
}
