using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Checking.Plain;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.RTNeural;

/// <summary>
/// Reads the JSON of RTNeural: <c>in_shape</c> and a list of <c>layers</c>. Weights are Keras's: inputs before outputs, gates i f c o and z r h. Time comes before
/// features; the frames of a <c>conv2d</c> are steps whose channels are all features with all filters of each.
/// </summary>
internal static class RTNeuralReader
{
    /// <summary>Whether a JSON file is of this format.</summary>
    public static bool Recognizes(JsonElement root) => Json.Optional(root, "in_shape") is not null && Json.Optional(root, "layers") is not null;

    /// <summary>Reads.</summary>
    public static ImportedModel Read(JsonElement root, string file)
    {
        JsonElement[] shape = Json.List(Json.Required(root, "in_shape", $"'{file}'"), "in_shape");
        LayerNode input = GraphBuilder.Input(InputShape(shape));
        LayerNode node = input;
        JsonElement[] layers = Json.List(Json.Required(root, "layers", $"'{file}'"), "layers");
        if (layers.Length > Limits.MostNodes)
        {
            throw new ImportException($"'{file}' has {layers.Length} layers; at most {Limits.MostNodes} are read.");
        }

        var refusals = new List<Refusal>();
        for (int i = 0; i < layers.Length; i++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"layer {i + 1}");
            string type = Json.Text(Json.Required(layers[i], "type", where), $"{where}, type");
            try
            {
                node = Activated(RTNeuralLayers.Read(type, layers[i], where, node), type, layers[i], where);
            }
            catch (LayerException exception)
            {
                refusals.Add(new Refusal(where, type, exception.Message, exception.Help));
                break; // The shapes of the layers after it are unknown.
            }
        }

        return refusals.Count > 0
            ? throw new RefusalException(file, refusals)
            : new ImportedModel
            {
                Format = "RTNeural",
                Graph = new NetworkGraph(input, node),
                Source = new RTNeuralRun(root, input.Shape.IsOpen),
                Notes = Notes(shape),
            };
    }

    private static Shape InputShape(JsonElement[] shape)
    {
        int Size(int axis) => Json.Integer(shape[axis], "in_shape");
        int Length() => shape[1].ValueKind == JsonValueKind.Null ? 0 : Size(1);
        return shape.Length switch
        {
            2 => Shape.Vector(Size(1)),
            3 => Shape.Sequence(0, Size(2)),
            4 => Shape.Sequence(Length(), checked(Size(2) * Size(3))),
            _ => throw new ImportException($"in_shape has {shape.Length} numbers; 2 (batch, features), 3 (batch, time, features) or 4 (batch, time, features, filters) were expected."),
        };
    }

    private static IReadOnlyList<string> Notes(JsonElement[] shape) => shape.Length == 4
        ? [$"A step is a frame of {shape[2]} features{(shape[3].ToString() == "1" ? "" : $" × {shape[3]} filters")}."]
        : [];

    private static LayerNode Activated(LayerNode node, string type, JsonElement layer, string where)
    {
        string activation = Json.Text(layer, "activation", where, "");
        bool isOwn = type is "gru" or "lstm" or "prelu" or "batchnorm" or "batchnorm2d";
        return activation.Length == 0 || isOwn ? node : GraphBuilder.Activate(node, RTNeuralLayers.ActivationOf(activation));
    }
}
