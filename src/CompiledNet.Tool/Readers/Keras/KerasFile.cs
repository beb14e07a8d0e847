using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CompiledNet.Tool.Files;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>
/// A model of Keras: its layers and their variables, as <c>.h5</c> (a configuration and weights by layer) or <c>.keras</c> (a zip of <c>config.json</c> and
/// <c>model.weights.h5</c>) have them.
/// </summary>
internal sealed class KerasFile
{
    private const long MostConfigBytes = 16 << 20;

    /// <summary>The layers in the file's order, which is one of computation.</summary>
    public required IReadOnlyList<KerasLayer> Layers { get; init; }

    /// <summary>The layer whose output is the model's.</summary>
    public required string Output { get; init; }

    /// <summary>The version of Keras.</summary>
    public required int Version { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It is damaged, or no model of Keras.</exception>
    public static KerasFile Read(byte[] bytes, string file)
    {
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return ReadArchive(bytes, file);
        }

        using var store = new Hdf5(bytes, file);
        string config = store.Text("", "model_config") ?? throw new ImportException(
            $"'{file}' holds weights and no layers. Save the whole model: model.save(path), not model.save_weights(path).");
        string version = store.Text("", "keras_version") ?? "2";
        KerasFile model = Parse(Json.Parse(Encoding.UTF8.GetBytes(config), file), file, version);
        KerasWeights.ReadNamed(model, store, file);
        return model;
    }

    private static KerasFile ReadArchive(byte[] bytes, string file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            JsonElement config = Json.Parse(Entry(archive, "config.json", MostConfigBytes, file), file);
            JsonElement metadata = archive.GetEntry("metadata.json") is null ? default : Json.Parse(Entry(archive, "metadata.json", MostConfigBytes, file), file);
            string version = metadata.ValueKind == JsonValueKind.Object ? Json.Text(metadata, "keras_version", $"'{file}'", "3") : "3";
            KerasFile model = Parse(config, file, version);

            // Weights hardly shrink, so that what they are unpacked to is known.
            using var store = new Hdf5(Entry(archive, "model.weights.h5", Math.Max(1 << 20, 64L * bytes.Length), file), file);
            KerasWeights.ReadNumbered(model, store, file);
            return model;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            throw new ImportException($"'{file}' is no .keras file, or damaged: {exception.Message}", exception);
        }
    }

    private static byte[] Entry(ZipArchive archive, string name, long most, string file)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new ImportException($"'{file}' is a zip without '{name}', and no .keras file.");
        if (entry.Length > most)
        {
            throw new ImportException($"'{file}': '{name}' claims {entry.Length} bytes; at most {most} are unpacked.");
        }

        using Stream stream = entry.Open();
        var bytes = new byte[entry.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : throw new ImportException($"'{file}': '{name}' is cut short.");
    }

    private static KerasFile Parse(JsonElement root, string file, string version)
    {
        string type = Json.Text(Json.Required(root, "class_name", $"'{file}'"), "class_name");
        JsonElement config = Json.Required(root, "config", $"'{file}'");
        JsonElement[] layers = config.ValueKind == JsonValueKind.Array ? [.. config.EnumerateArray()] : Json.List(Json.Required(config, "layers", "config"), "config, layers");
        bool isSequential = type == "Sequential";
        if (!isSequential && type is not ("Functional" or "Model"))
        {
            throw new ImportException($"'{file}' is a model of the class '{type}'; Sequential or Functional was expected. Export a subclassed model as ONNX.");
        }

        if (layers.Length is 0 or > Limits.MostNodes)
        {
            throw new ImportException($"'{file}' has {layers.Length} layers; 1 to {Limits.MostNodes} were expected.");
        }

        var read = new List<KerasLayer>();
        foreach (JsonElement layer in layers)
        {
            string name = Json.Text(Json.Optional(layer, "name") ?? Json.Required(Json.Required(layer, "config", "a layer"), "name", "a layer"), "the name of a layer");
            read.Add(new KerasLayer
            {
                Class = Json.Text(Json.Required(layer, "class_name", name), name),
                Name = name,
                Config = Json.Required(layer, "config", name),
                Inputs = isSequential ? read.Count == 0 ? [] : [read[^1].Name] : KerasWiring.Inputs(layer, name),
            });
        }

        if (read.Select(layer => layer.Name).Distinct(StringComparer.Ordinal).Count() != read.Count)
        {
            throw new ImportException($"'{file}' has two layers of one name.");
        }

        return new KerasFile
        {
            Layers = read,
            Output = isSequential ? read[^1].Name : KerasWiring.Output(config, file),
            Version = version.StartsWith('2') ? 2 : 3,
        };
    }
}
