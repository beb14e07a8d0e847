using System.Globalization;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>
/// Goes through the nodes of an ONNX graph and makes a layer of each, with one reading of its input's axes. Constants are computed on the way; a transposition or
/// a reshape changes only what is known of the axes.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="opset">The version of its operators.</param>
/// <param name="input">The layout of its input.</param>
internal sealed class OnnxLowering(OnnxGraph graph, int opset, InputLayout input)
{
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<LayerNode, long> _taken = [];
    private long _folded;

    /// <summary>Nodes that could not be imported.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Nodes that could.</summary>
    public int Lowered { get; private set; }

    /// <summary>The version of the operators.</summary>
    public int Opset => opset;

    /// <summary>The reading of the input's axes.</summary>
    public InputLayout Layout => input;

    /// <summary>The network's input.</summary>
    public LayerNode Input { get; } = GraphBuilder.Input(input.Shape);

    /// <summary>Lowers all nodes that a value needs.</summary>
    public OnnxValue Lower(string inputName, string output)
    {
        _values[inputName] = OnnxValue.Of(Input, input.Axes);
        IReadOnlyList<OnnxNode> needed = graph.NeededFor(output);
        _read.UnionWith(needed.SelectMany(node => node.Inputs));
        _read.Add(output);
        foreach (OnnxNode node in needed.Where(node => !node.Outputs.Contains(inputName)))
        {
            IReadOnlyList<OnnxValue> results = Lower(node);
            for (int i = 0; i < node.Outputs.Count; i++)
            {
                _values[node.Outputs[i]] = i < results.Count ? results[i] : OnnxValue.Unknown;
            }
        }

        return Find(output);
    }

    /// <summary>Whether rows of a product may become a layer of their own. All parts together are at most the whole: weights are not copied again and again.</summary>
    public bool TakeRows(LayerNode product, long rows)
    {
        if (product.Kind is not ("Dense" or "Conv1D" or "Conv2D") || product.Arguments.ContainsKey("Groups"))
        {
            return false;
        }

        long taken = _taken.GetValueOrDefault(product) + rows;
        _taken[product] = taken;
        return taken <= product.Shape.Channels;
    }

    /// <summary>Whether a node reads a value that another one gives.</summary>
    public bool IsRead(string name) => _read.Contains(name);

    /// <summary>A value by its name.</summary>
    public OnnxValue Find(string name) => _values.TryGetValue(name, out OnnxValue? value) ? value
        : graph.Constant(name) is { } constant ? OnnxValue.Of(constant)
        : throw new ImportException($"Nothing gives the value '{name}'.");

    /// <summary>An input of a node; null where it is left out.</summary>
    public OnnxValue? Find(OnnxNode node, int index) => index < node.Inputs.Count && node.Inputs[index].Length > 0 ? Find(node.Inputs[index]) : null;

    /// <summary>An input that must be a constant; null where it is left out.</summary>
    /// <exception cref="LayerException">It depends on the network's input.</exception>
    public OnnxTensor? Constant(OnnxNode node, int index, string what) => Find(node, index) switch
    {
        null => null,
        { Constant: { } constant } => constant,
        _ => throw new LayerException($"its {what} depends on the network's input", "a layer's weights are constants"),
    };

    /// <summary>An input that must be a constant.</summary>
    public OnnxTensor Required(OnnxNode node, int index, string what) =>
        Constant(node, index, what) ?? throw new LayerException($"its {what} is missing", "check the file");

    /// <summary>The first input, which must be a value of the network.</summary>
    public OnnxValue Value(OnnxNode node, int index = 0)
    {
        OnnxValue value = Find(node, index) ?? throw new LayerException("an input is missing", "check the file");
        return value.Layer is null ? throw new LayerException("its input is a constant", "nothing was to be computed") : value;
    }

    /// <summary>The size of an axis. Open ones have sizes that nothing else has, so that they are recognized in computed shapes.</summary>
    public int SizeOf(OnnxValue value, Axis axis)
    {
        Shape shape = value.Layer!.Shape;
        int padding = value.Padding is { } pads ? axis == Axis.Row ? pads[0] + pads[2] : axis == Axis.Column ? pads[1] + pads[3] : 0 : 0;
        return axis switch
        {
            Axis.Batch => input.Batch,
            Axis.Channel => shape.Channels,
            Axis.Row => (shape.IsOpen ? InputLayout.OpenLength : shape.Height) + padding,
            Axis.Column => shape.Width + padding,
            _ => 1,
        };
    }

    /// <summary>The sizes of a value, in the file's order.</summary>
    public int[] DimsOf(OnnxValue value) => value.Constant is { } constant ? constant.Dims : [.. value.Axes.Select(axis => SizeOf(value, axis))];

    /// <summary>Refuses constants that would take too much memory, before they are computed.</summary>
    public void CheckFolded(long count)
    {
        _folded += Math.Max(count, 0);
        if (count is < 0 or > Limits.MostFoldedNumbers || _folded > 16L * Limits.MostFoldedNumbers)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"a constant of {count} numbers is computed"), $"constants of up to {Limits.MostFoldedNumbers} numbers are computed");
        }
    }

    private IReadOnlyList<OnnxValue> Lower(OnnxNode node)
    {
        string? missing = node.Inputs.FirstOrDefault(name => name.Length > 0 && !_values.ContainsKey(name) && !graph.IsConstant(name));
        if (missing is not null)
        {
            throw new ImportException(
                $"Nothing gives the value '{missing}' before {node.Name} ({node.Operator}) reads it. Check the file: nodes come after those whose values they read, and not in a circle.");
        }

        OnnxValue[] inputs = [.. node.Inputs.Where(name => name.Length > 0).Select(Find)];
        if (inputs.Any(value => value.IsUnknown))
        {
            return [];
        }

        try
        {
            if (inputs.All(value => value.Constant is not null) && OnnxFolding.TryFold(this, node, out OnnxTensor[] folded))
            {
                return [.. folded.Select(OnnxValue.Of)];
            }

            if (inputs.Any(value => value.Padding is not null) && node.Operator is not ("Conv" or "AveragePool" or "MaxPool" or "Shape"))
            {
                throw new LayerException("it reads a value with zeros around it", "only a convolution takes over the zeros of a Pad");
            }

            IReadOnlyList<OnnxValue> results = OnnxOperators.Lower(this, node);
            Describe(node, results);
            Lowered++;
            return results;
        }
        catch (LayerException exception)
        {
            string name = node.Domain.Length == 0 ? node.Operator : $"{node.Domain}.{node.Operator}";
            Refusals.Add(new Refusal(node.Name, name, exception.Message, exception.Help));
            return [];
        }
    }

    private void Describe(OnnxNode node, IReadOnlyList<OnnxValue> results)
    {
        if (results.Count == 0 || results[0].Layer is not { IsInput: false } layer || _values.Values.Any(value => value.Layer == layer))
        {
            return;
        }

        layer.Source = layer.Source.Length == 0 && node.HasOwnName ? node.Name : layer.Source;
        layer.Suggestion ??= node.Inputs.Skip(1).Select(NameOfModule).FirstOrDefault(name => name is not null);
    }

    // PyTorch calls the weights of a module by its name: conv1.weight.
    private string? NameOfModule(string tensor)
    {
        const string Ending = ".weight";
        return graph.IsConstant(tensor) && tensor.EndsWith(Ending, StringComparison.Ordinal) ? tensor[..^Ending.Length] : null;
    }
}
