using System.Globalization;
using System.Text;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Writing;

/// <summary>Writes a network as attributes.</summary>
internal static class DeclarationWriter
{
    /// <summary>What the first line of a written file begins with.</summary>
    public const string FirstLine = "// Imported by compilednet from ";

    /// <summary>Writes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="className">The full name of its class.</param>
    /// <param name="file">Name of the file that it comes from, without its folder.</param>
    /// <param name="notes">Further lines of the first comment.</param>
    /// <param name="loss">What it would be trained with.</param>
    public static Declaration Write(NetworkGraph graph, string className, string file, IEnumerable<string> notes, Loss loss)
    {
        IReadOnlyList<LayerNode> layers = graph.Layers();
        int dot = className.LastIndexOf('.');
        Dictionary<LayerNode, string> names = Names(layers, className[(dot + 1)..]);
        var text = new StringBuilder();
        text.Append(FirstLine).Append(Identifiers.Comment(file)).Append(".\n");
        foreach (string note in notes)
        {
            text.Append("// ").Append(Identifiers.Comment(note)).Append('\n');
        }

        text.Append("using CompiledNet;\n\n");
        if (dot >= 0)
        {
            text.Append("namespace ").Append(className.AsSpan(0, dot)).Append(";\n\n");
        }

        string[] attributes = [.. layers.Select((layer, i) => Attribute(layer, i == 0 ? graph.Input : layers[i - 1], i + 1, names))];
        text.Append(NetworkAttribute(graph, loss)).Append('\n');
        int width = attributes.Length == 0 ? 0 : Math.Min(attributes.Max(attribute => attribute.Length), 90);
        for (int i = 0; i < attributes.Length; i++)
        {
            string source = layers[i].Comment == names[layers[i]] ? "" : layers[i].Comment; // Its name says it.
            string comment = Identifiers.Comment(source).Trim();
            text.Append(comment.Length == 0 ? attributes[i] : $"{attributes[i].PadRight(width)} // {comment}").Append('\n');
        }

        text.Append("public partial class ").Append(className.AsSpan(dot + 1)).Append(";\n");
        return new Declaration(className, text.ToString(), [.. layers.Select((layer, i) => names.GetValueOrDefault(layer) ?? Number(i + 1))]);
    }

    private static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"Layer{index}");

    private static string NetworkAttribute(NetworkGraph graph, Loss loss)
    {
        Shape shape = graph.Input.Shape;
        string sizes = shape.Rank switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"inputs: {shape.Channels}"),
            1 when shape.IsOpen => string.Create(CultureInfo.InvariantCulture, $"inputs: {shape.Channels}, Sequence = true"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{shape.Height}, {shape.Channels}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{shape.Height}, {shape.Width}, {shape.Channels}"),
        };
        string precision = graph.Precision == Precision.Double ? ", Precision = Precision.Double" : "";
        return $"[Network({sizes}, Loss = Loss.{loss}{precision})]";
    }

    private static string Attribute(LayerNode layer, LayerNode before, int index, Dictionary<LayerNode, string> names)
    {
        var arguments = new List<string>();
        LayerNode first = FirstInput(layer, before);
        if (layer.Kind is "Add" or "Multiply" or "Concatenate")
        {
            bool passed = false;
            foreach (LayerNode input in layer.Inputs)
            {
                if (input == first && !passed)
                {
                    passed = true;
                    continue;
                }

                arguments.Add($"\"{NameOf(input, names)}\"");
            }
        }

        arguments.AddRange(layer.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        if (layer.Kind == "Dropout")
        {
            arguments.Add(layer.Arguments["rate"]);
        }

        bool named = layer.Kind is "Add" or "Multiply";
        if (layer.Kind == "Activate" || layer.Activation != Activation.Identity)
        {
            arguments.Add($"{(named ? "Activation = " : "")}Activation.{layer.Activation}");
        }

        if (layer.Slope is { } slope)
        {
            arguments.Add($"Slope = {GraphBuilder.Number(slope)}");
        }

        if (layer.Epsilon != LayerNode.UsualEpsilon)
        {
            arguments.Add($"Epsilon = {GraphBuilder.Number(layer.Epsilon)}");
        }

        arguments.AddRange(layer.Arguments.Where(pair => pair.Key != "rate").Select(pair => $"{pair.Key} = {pair.Value}"));
        if (names.TryGetValue(layer, out string? name) && name != Number(index))
        {
            arguments.Add($"Name = \"{name}\"");
        }

        if (first != before)
        {
            arguments.Add($"From = \"{NameOf(first, names)}\"");
        }

        return arguments.Count == 0 ? $"[{layer.Kind}]" : $"[{layer.Kind}({string.Join(", ", arguments)})]";
    }

    // Of a sum or a product the layer before may be any of the inputs.
    private static LayerNode FirstInput(LayerNode layer, LayerNode before) =>
        layer.Kind is "Add" or "Multiply" && layer.Inputs.Contains(before) ? before : layer.Inputs[0];

    private static string NameOf(LayerNode node, Dictionary<LayerNode, string> names) => node.IsInput ? LayerNode.InputKind : names[node];

    private static Dictionary<LayerNode, string> Names(IReadOnlyList<LayerNode> layers, string className)
    {
        var used = new HashSet<string>(StringComparer.Ordinal) { className };
        var names = new Dictionary<LayerNode, string>();
        for (int i = 0; i < layers.Count; i++)
        {
            names[layers[i]] = Identifiers.FromName(layers[i].Suggestion) is { } suggestion
                ? Identifiers.Unique(suggestion, used)
                : Number(i + 1);
        }

        return names;
    }
}
