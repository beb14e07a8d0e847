using System.Text.Json;
using CompiledNet.Tool.Files;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>Which layers a layer of a functional model reads, as Keras 2 and Keras 3 write it.</summary>
internal static class KerasWiring
{
    /// <summary>The names of the layers that a layer reads.</summary>
    public static List<string> Inputs(JsonElement layer, string name)
    {
        var inputs = new List<string>();
        JsonElement[] nodes = Json.Optional(layer, "inbound_nodes") is { } list ? Json.List(list, name) : [];
        if (nodes.Length > 1)
        {
            throw new ImportException($"Layer '{name}' is used {nodes.Length} times with the same weights, which no layer says. Use a layer of its own each time.");
        }

        foreach (JsonElement node in nodes)
        {
            Collect(node, inputs, name, 0);
        }

        return inputs;
    }

    /// <summary>The layer whose output is the model's.</summary>
    public static string Output(JsonElement config, string file)
    {
        var outputs = new List<string>();
        Collect(Json.Required(config, "output_layers", $"'{file}'"), outputs, "output_layers", 0);
        return outputs.Count == 1
            ? outputs[0]
            : throw new ImportException($"'{file}' has {outputs.Count} outputs; one was expected. Save a model with one of them: keras.Model(inputs, output).");
    }

    // ["name", 0, 0], lists of such, or objects with a "keras_history".
    private static void Collect(JsonElement element, List<string> names, string where, int depth)
    {
        if (depth > 16)
        {
            throw new ImportException($"'{where}' is nested too deeply.");
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("keras_history", out JsonElement history))
            {
                Collect(history, names, where, depth + 1);
                return;
            }

            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, names, where, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            JsonElement[] items = [.. element.EnumerateArray()];
            if (items.Length >= 3 && items[0].ValueKind == JsonValueKind.String && items[1].ValueKind == JsonValueKind.Number)
            {
                names.Add(items[0].GetString()!);
                return;
            }

            foreach (JsonElement item in items)
            {
                Collect(item, names, where, depth + 1);
            }
        }
    }
}
