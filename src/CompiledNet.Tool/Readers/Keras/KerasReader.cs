using System.Text.Json;
using CompiledNet.Tool.Checking.Plain;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>Reads models of Keras 2 and 3, sequential and functional ones, channels last.</summary>
internal static class KerasReader
{
    /// <summary>Reads.</summary>
    public static ImportedModel Read(byte[] bytes, string file, ReadOptions options)
    {
        KerasFile model = KerasFile.Read(bytes, file);
        var refusals = new List<Refusal>();
        var values = new Dictionary<string, LayerNode?>(StringComparer.Ordinal);
        LayerNode? input = null;
        foreach (KerasLayer layer in model.Layers)
        {
            try
            {
                if (layer.Inputs.Count == 0)
                {
                    input = input is null ? GraphBuilder.Input(InputShape(layer, file, options)) : throw new LayerException("it is a second input", "a network has one input");
                    values[layer.Name] = layer.Class == "InputLayer" ? input : KerasLayers.Read(model, layer, [input]);
                    continue;
                }

                LayerNode?[] inputs = [.. layer.Inputs.Select(name => values.TryGetValue(name, out LayerNode? value)
                    ? value
                    : throw new ImportException($"'{file}': layer '{layer.Name}' reads '{name}', which comes after it or is not there."))];
                values[layer.Name] = inputs.All(value => value is not null) ? KerasLayers.Read(model, layer, [.. inputs.OfType<LayerNode>()]) : null;
            }
            catch (LayerException exception)
            {
                values[layer.Name] = null;
                refusals.Add(new Refusal(layer.Name, layer.Class, exception.Message, exception.Help));
            }
        }

        if (refusals.Count > 0)
        {
            throw new RefusalException(file, refusals);
        }

        LayerNode output = values.GetValueOrDefault(model.Output) ?? throw new ImportException($"'{file}' has no layer '{model.Output}', which its output is to be.");
        bool isDouble = model.Layers.Any(layer => layer.Weights.Count > 0 && Json.Optional(layer.Config, "dtype")?.ToString() == "float64");
        return new ImportedModel
        {
            Format = $"Keras {model.Version}",
            Graph = new NetworkGraph(input!, output) { Precision = isDouble ? Precision.Double : Precision.Single },
            Source = new KerasRun(model, input!.Shape.IsOpen),
        };
    }

    private static Shape InputShape(KerasLayer layer, string file, ReadOptions options)
    {
        JsonElement shape = Json.Optional(layer.Config, "batch_shape") ?? Json.Optional(layer.Config, "batch_input_shape")
            ?? throw new ImportException($"'{file}': the shape of the input is not known. Build the model before it is saved: model.build(input_shape).");
        int[] sizes = [.. Json.List(shape, "the shape of the input").Skip(1).Select(size => size.ValueKind == JsonValueKind.Null ? 0 : Json.Integer(size, "the shape of the input"))];
        if (sizes.Length is 0 or > 3 || sizes[^1] == 0 || (sizes.Length == 3 && sizes.Contains(0)))
        {
            throw new LayerException($"its input has the shape ({string.Join(", ", sizes.Select(size => size == 0 ? "?" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))})",
                "vectors, sequences and images are read, whose sizes are fixed but for the steps of a sequence");
        }

        return sizes.Length switch
        {
            1 => Shape.Vector(sizes[0]),
            2 => Shape.Sequence(sizes[0] == 0 ? options.Length : sizes[0], sizes[1]),
            _ => Shape.Image(sizes[0], sizes[1], sizes[2]),
        };
    }
}
