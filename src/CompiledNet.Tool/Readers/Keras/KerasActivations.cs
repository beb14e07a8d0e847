using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>Activations of Keras, as names and as layers.</summary>
internal static class KerasActivations
{
    /// <summary>The activation of a layer's configuration, after it.</summary>
    public static LayerNode After(KerasFile model, KerasLayer layer, LayerNode node) => Apply(model, layer.Config, layer.Name, node);

    /// <summary>The activation of a configuration.</summary>
    public static LayerNode Apply(KerasFile model, JsonElement config, string name, LayerNode node)
    {
        if (Json.Optional(config, "activation") is not { } element)
        {
            return node;
        }

        string activation = NameOf(element, name);
        if (activation == "linear")
        {
            return node;
        }

        if (activation == "relu6")
        {
            node.Suggestion ??= name;
            node.Source = node.Source.Length == 0 ? name : node.Source;
            return GraphBuilder.Clip(node, 0, 6);
        }

        // That of Keras 2 is clamp(0.2 x + 0.5, 0, 1), that of Keras 3 and of the library clamp(x / 6 + 0.5, 0, 1).
        if (activation == "hard_sigmoid" && model.Version < 3)
        {
            node = GraphBuilder.Scaled(node, 1.2, 0);
        }

        (Activation function, double? slope) = activation switch
        {
            "relu" => (Activation.ReLU, (double?)null),
            "sigmoid" => (Activation.Sigmoid, null),
            "tanh" => (Activation.Tanh, null),
            "softmax" => (Activation.Softmax, null),
            "elu" => (Activation.ELU, null),
            "selu" => (Activation.SELU, null),
            "softplus" => (Activation.Softplus, null),
            "gelu" => (Activation.GELU, null),
            "swish" or "silu" => (Activation.SiLU, null),
            "mish" => (Activation.Mish, null),
            "leaky_relu" => (Activation.LeakyReLU, 0.2),
            "hard_sigmoid" => (Activation.HardSigmoid, null),
            "hard_silu" or "hard_swish" when model.Version >= 3 => (Activation.HardSwish, null),
            _ => throw new LayerException($"its activation is '{activation}'", "see the table of layers in docs/import.md"),
        };
        return GraphBuilder.Activate(node, function, slope);
    }

    /// <summary>A name, or an object with one.</summary>
    public static string NameOf(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object
        ? Json.Text(Json.Optional(element, "config") is { ValueKind: JsonValueKind.String } config ? config : Json.Required(element, "class_name", where), where)
        : Json.Text(element, $"{where}, activation");

    /// <summary>A layer that is an activation.</summary>
    public static LayerNode OfLayer(KerasLayer layer, LayerNode input)
    {
        JsonElement config = layer.Config;
        switch (layer.Class)
        {
            case "ReLU":
                double negative = Json.Number(config, "negative_slope", layer.Name, 0);
                double most = Json.Number(config, "max_value", layer.Name, double.PositiveInfinity);
                if (Json.Number(config, "threshold", layer.Name, 0) != 0 || (negative != 0 && most < double.PositiveInfinity))
                {
                    throw new LayerException("it has a threshold, or a largest value and a slope", "use ReLU with a largest value alone, or with a slope alone");
                }

                return most < double.PositiveInfinity ? GraphBuilder.Clip(input, 0, most)
                    : negative == 0 ? GraphBuilder.Activate(input, Activation.ReLU) : GraphBuilder.Activate(input, Activation.LeakyReLU, negative);
            case "LeakyReLU":
                double slope = Json.Number(config, "negative_slope", layer.Name, Json.Number(config, "alpha", layer.Name, 0.3));
                return GraphBuilder.Activate(input, Activation.LeakyReLU, slope);
            case "ELU":
                double alpha = Json.Number(config, "alpha", layer.Name, 1);
                return GraphBuilder.Activate(input, Activation.ELU, alpha == 1 ? null : alpha);
            default:
                return Json.Optional(config, "axis") is { } axis && Json.Integers(axis, layer.Name, least: -8) is not [-1]
                    ? throw new LayerException("it goes over another axis than the last", "use axis=-1")
                    : GraphBuilder.Activate(input, Activation.Softmax);
        }
    }
}
