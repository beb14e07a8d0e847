using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Checking.Plain;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Torch;

/// <summary>
/// Reads a state_dict of PyTorch that was written as JSON, as RTNeural's PyTorch models are: the layers one after the other, told by names and shapes of
/// their tensors. There are no activations in such a file.
/// </summary>
internal static class StateDictReader
{
    /// <summary>Whether a JSON file is of this format: an object whose values are lists of numbers.</summary>
    public static bool Recognizes(JsonElement root)
    {
        try
        {
            return root.ValueKind == JsonValueKind.Object
                && root.EnumerateObject().Any()
                && root.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Array)
                && root.EnumerateObject().Any(property => Module.Suffix(property.Name).StartsWith("weight", StringComparison.Ordinal));
        }
        catch (InvalidOperationException)
        {
            return false; // A name with half a surrogate pair.
        }
    }

    /// <summary>Reads.</summary>
    public static ImportedModel Read(JsonElement root, string file)
    {
        IReadOnlyList<Module> modules = Module.All(root.EnumerateObject().Select(property => (property.Name, Json.Tensor(property.Value, $"'{property.Name}'"))));
        Module first = modules[0];
        bool isSequence = modules.Any(module => module.Kind is "GRU" or "LSTM" or "Conv1D");
        LayerNode input = GraphBuilder.Input(isSequence ? Shape.Sequence(0, first.Inputs) : Shape.Vector(first.Inputs));
        LayerNode node = input;
        var refusals = new List<Refusal>();
        foreach (Module module in modules)
        {
            try
            {
                node = module.Read(node);
                node.Source = module.Name;
                node.Suggestion = module.Name;
            }
            catch (LayerException exception)
            {
                refusals.Add(new Refusal(module.Name, module.Kind, exception.Message, exception.Help));
            }
        }

        return refusals.Count > 0
            ? throw new RefusalException(file, refusals)
            : new ImportedModel
            {
                Format = "PyTorch state_dict",
                Graph = new NetworkGraph(input, node),
                Source = new StateDictRun(root),
                Notes =
                [
                    "The file holds weights alone: layers follow one another in the order of its tensors, without activations between them.",
                    .. modules.Any(module => module.Kind == "Conv1D")
                        ? (string[])[string.Create(CultureInfo.InvariantCulture, $"Convolutions are causal: their first outputs see zeros before the first step.")]
                        : [],
                ],
            };
    }
}
