using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers.Keras;
using CompiledNet.Tool.Readers.Nam;
using CompiledNet.Tool.Readers.Onnx;
using CompiledNet.Tool.Readers.RTNeural;
using CompiledNet.Tool.Readers.Torch;

namespace CompiledNet.Tool.Readers;

/// <summary>Reads a file of any format.</summary>
internal static class ModelReader
{
    /// <summary>What is read.</summary>
    public const string Formats = ".onnx, .h5, .keras, .nam, .json (RTNeural, a PyTorch state_dict)";

    /// <summary>What --for-training does, for its help.</summary>
    public const string ForTraining = "Keeps BatchNorm and Dropout, to train on; otherwise the first is folded into the layer before it and the second left out.";

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    public static ImportedModel Read(string path, ReadOptions options) => Read(FileBytes.Read(path), Path.GetFileName(path), options);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="file">Its name.</param>
    /// <param name="options">What the caller says of it.</param>
    public static ImportedModel Read(byte[] bytes, string file, ReadOptions options)
    {
        try
        {
            return Finish(ReadAny(bytes, file, options), file, options);
        }
        catch (OverflowException exception)
        {
            throw new ImportException($"'{file}' cannot be imported: a size of it is out of range.", exception);
        }
        catch (LayerException exception)
        {
            throw new ImportException($"'{file}' cannot be imported: {exception.Sentences}", exception);
        }
    }

    /// <summary>Folds what a reader made, and checks its numbers.</summary>
    public static ImportedModel Finish(ImportedModel model, string file, ReadOptions options)
    {
        (int norms, int dropouts) = Folding.Run(model.Graph, options.ForTraining);
        Check(model.Graph, file);
        string[] left =
        [
            .. norms > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{norms} BatchNorm folded into other layers")] : Array.Empty<string>(),
            .. dropouts > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{dropouts} Dropout left out")] : Array.Empty<string>(),
        ];
        return left.Length == 0 ? model : model with { Notes = [.. model.Notes, $"For inference: {string.Join(", ", left)}. To train on, import with --for-training."] };
    }

    private static ImportedModel ReadAny(byte[] bytes, string file, ReadOptions options) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".onnx" => OnnxReader.Read(bytes, file, options),
        ".h5" or ".hdf5" or ".keras" => KerasReader.Read(bytes, file, options),
        ".json" or ".nam" => ReadJson(bytes, file),
        ".safetensors" or ".pt" or ".pth" => throw new ImportException(
            $"'{file}' holds weights and no layers. Save the weights as safetensors, declare the network, and name the declaration with --like FILE.cs; or export the model as ONNX."),
        string other => throw new ImportException($"'{file}' ends in '{other}', which is no known format. Known are {Formats}."),
    };

    private static ImportedModel ReadJson(byte[] bytes, string file)
    {
        JsonElement root = Json.Parse(bytes, file);
        return NamReader.Recognizes(root) ? NamReader.Read(root, file)
            : RTNeuralReader.Recognizes(root) ? RTNeuralReader.Read(root, file)
            : StateDictReader.Recognizes(root) ? StateDictReader.Read(root, file)
            : Json.Optional(root, "class_name") is not null ? throw new ImportException($"'{file}' holds the layers of a Keras model and no weights. Save the whole model: model.save('model.keras').")
            : throw new ImportException(
                $"'{file}' is JSON of no known kind: NAM has 'architecture' and 'config', RTNeural 'in_shape' and 'layers', a state_dict lists of numbers under names like 'fc.weight'.");
    }

    private static void Check(NetworkGraph graph, string file)
    {
        IReadOnlyList<LayerNode> layers = graph.Layers();
        if (layers.Count == 0)
        {
            throw new ImportException($"'{file}' has no layer: its output is its input.");
        }

        if (layers.Count > Limits.MostLayers)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{file}' has {layers.Count} layers; at most {Limits.MostLayers} are imported."));
        }

        foreach (LayerNode layer in layers)
        {
            string name = layer.Source.Length > 0 ? $"'{layer.Source}'" : $"a {layer.Kind} layer";
            if (!((float)layer.Epsilon > 0))
            {
                throw new ImportException($"'{file}': the ε of {name} is {GraphBuilder.Number(layer.Epsilon)}; a number above 0 in single precision was expected.");
            }

            foreach (LayerTensor tensor in layer.Tensors)
            {
                double most = graph.Precision == Precision.Double ? double.MaxValue : float.MaxValue;
                int wrong = Array.FindIndex(tensor.Values, value => !(Math.Abs(value) <= most));
                if (wrong >= 0)
                {
                    throw new ImportException(
                        $"'{file}': number {wrong} of the {tensor.Name} of {name} is {GraphBuilder.Number(tensor.Values[wrong])}; "
                        + "a finite number was expected.");
                }
            }
        }
    }
}
