using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Nam;

/// <summary>
/// A WaveNet of NAM: arrays of layers, each of which adds a dilated convolution and the input, and gives one sum to the next layer and another to the
/// head. Files before 0.6 (A1) and after (A2) but for FiLM, blending and a network for the condition.
/// </summary>
internal static class NamWaveNet
{
    private static readonly string[] s_films =
    [
        "conv_pre_film", "conv_post_film", "input_mixin_pre_film", "input_mixin_post_film", "activation_pre_film", "activation_post_film", "layer1x1_post_film", "head1x1_post_film",
    ];

    /// <summary>The network; null with refusals.</summary>
    public static LayerNode? Read(JsonElement config, NamWeights weights, LayerNode input, List<Refusal> refusals)
    {
        JsonElement[] arrays = Json.List(Json.Required(config, "layers", "config"), "config, layers");
        Refuse(config, arrays, refusals);
        if (refusals.Count > 0 || arrays.Length == 0)
        {
            return refusals.Count > 0 ? null : throw new LayerException("it has no layers", "check the file");
        }

        LayerNode node = input;
        LayerNode? head = null;
        for (int i = 0; i < arrays.Length; i++)
        {
            var array = new NamLayerArray(arrays[i], string.Create(CultureInfo.InvariantCulture, $"Array{i + 1}"), input, weights);
            (node, head) = array.Read(node, head);
        }

        JsonElement? post = Json.Optional(config, "head");
        LayerNode scaled = head!;
        LayerNode output = post is { } found ? PostStack(found, scaled, weights) : scaled;
        Scale(scaled, weights.TakeOne("the scale of the head"));
        return output;
    }

    private static void Refuse(JsonElement config, JsonElement[] arrays, List<Refusal> refusals)
    {
        if (Json.Optional(config, "condition_dsp") is not null)
        {
            refusals.Add(new Refusal("condition_dsp", "WaveNet", "a second network computes the condition", "train without condition_dsp"));
        }

        for (int i = 0; i < arrays.Length; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"layers[{i}]");
            foreach (string film in s_films.Where(film => IsActive(arrays[i], film)))
            {
                refusals.Add(new Refusal($"{name}.{film}", "FiLM", "its scale follows the condition", "train without FiLM"));
            }

            if (Json.Optional(arrays[i], "gating_mode") is { } mode && mode.GetRawText().Contains("blended", StringComparison.Ordinal))
            {
                refusals.Add(new Refusal($"{name}.gating_mode", "blended", "it mixes a value with its own activation", "train with the gating mode none or gated"));
            }
        }
    }

    private static bool IsActive(JsonElement array, string film) => Json.Optional(array, film) is { } value
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Object && Json.Flag(value, "active", film, usual: true)));

    private static LayerNode PostStack(JsonElement config, LayerNode node, NamWeights weights)
    {
        (Activation activation, double? slope) = NamReader.ActivationOf(Json.Required(config, "activation", "head"), "head, activation");
        int[] kernels = Json.Integers(Json.Required(config, "kernel_sizes", "head"), "head, kernel_sizes");
        for (int i = 0; i < kernels.Length; i++)
        {
            int filters = Json.Integer(config, i == kernels.Length - 1 ? "out_channels" : "channels", "head");
            node = GraphBuilder.Activate(node, activation, slope);
            double[] kernel = weights.Take((long)filters * node.Shape.Channels * kernels[i], "the head");
            node = GraphBuilder.Convolution(node, filters, [new Window(kernels[i]).Causal()], 1, kernel, weights.Take(filters, "the head"));
        }

        return node;
    }

    // The output is scaled: so are the weights of the layer that computes it.
    private static void Scale(LayerNode layer, double scale)
    {
        foreach (LayerTensor tensor in layer.Tensors)
        {
            for (int i = 0; i < tensor.Values.Length; i++)
            {
                tensor.Values[i] *= scale;
            }
        }
    }
}
