using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Tool.Files;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>Finds the variables of layers in the two layouts of weights that Keras has.</summary>
internal static partial class KerasWeights
{
    /// <summary>A <c>.h5</c> file names them: <c>model_weights/dense/dense/kernel:0</c>.</summary>
    public static void ReadNamed(KerasFile model, Hdf5 store, string file)
    {
        foreach (KerasLayer layer in model.Layers)
        {
            string folder = $"model_weights/{layer.Name}";
            foreach (string name in store.Texts(folder, "weight_names"))
            {
                string last = name[(name.LastIndexOf('/') + 1)..];
                int colon = last.IndexOf(':', StringComparison.Ordinal);
                layer.Weights[colon < 0 ? last : last[..colon]] = store.Numbers($"{folder}/{name}")
                    ?? throw new ImportException($"'{file}' names the weights '{name}' of '{layer.Name}', and does not hold them.");
            }
        }
    }

    /// <summary>A <c>.keras</c> file numbers them in folders that are called by layers, or by classes and counted.</summary>
    public static void ReadNumbered(KerasFile model, Hdf5 store, string file)
    {
        string[] containers = ["layers", "_layer_checkpoint_dependencies"];
        string container = containers.FirstOrDefault(store.Exists) ?? throw new ImportException($"'{file}' holds no weights of layers.");
        KerasLayer[] layers = [.. model.Layers.Where(layer => Names(layer).Length > 0)];
        bool byName = layers.All(layer => store.Exists($"{container}/{layer.Name}"));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (KerasLayer layer in model.Layers)
        {
            string snake = Snake(layer.Class);
            int count = counts.GetValueOrDefault(snake);
            counts[snake] = count + 1;
            string counted = count == 0 ? snake : string.Create(CultureInfo.InvariantCulture, $"{snake}_{count}");
            string folder = $"{container}/{(byName ? layer.Name : counted)}";
            string inner = layer.Class is "GRU" or "LSTM" ? "/cell" : layer.Class == "TimeDistributed" ? "/layer" : "";
            string[] names = Names(layer);
            for (int i = 0; i < names.Length; i++)
            {
                layer.Weights[names[i]] = store.Numbers(string.Create(CultureInfo.InvariantCulture, $"{folder}{inner}/vars/{i}"))
                    ?? throw new ImportException($"'{file}' does not hold the {names[i]} of '{layer.Name}'.");
            }
        }
    }

    // The variables of a class, trainable ones first.
    private static string[] Names(KerasLayer layer)
    {
        string[] bias = Json.Flag(layer.Config, "use_bias", layer.Name, usual: true) ? ["bias"] : [];
        return layer.Class switch
        {
            "Dense" or "Conv1D" or "Conv2D" or "TimeDistributed" => ["kernel", .. bias],
            "DepthwiseConv1D" or "DepthwiseConv2D" => ["depthwise_kernel", .. bias],
            "SeparableConv1D" or "SeparableConv2D" => ["depthwise_kernel", "pointwise_kernel", .. bias],
            "GRU" or "LSTM" => ["kernel", "recurrent_kernel", .. bias],
            "PReLU" => ["alpha"],
            "BatchNormalization" => [.. Affine(layer), "moving_mean", "moving_variance"],
            "LayerNormalization" => Affine(layer),
            _ => [],
        };
    }

    private static string[] Affine(KerasLayer layer) =>
    [
        .. Json.Flag(layer.Config, "scale", layer.Name, usual: true) ? (string[])["gamma"] : [],
        .. Json.Flag(layer.Config, "center", layer.Name, usual: true) ? (string[])["beta"] : [],
    ];

    private static string Snake(string name) => SmallThenLarge().Replace(BeforeWord().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex BeforeWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex SmallThenLarge();
}
