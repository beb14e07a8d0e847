using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Nam;

/// <summary>One array of a WaveNet: layers of the same width with their own dilations.</summary>
/// <param name="config">Its fields.</param>
/// <param name="name">What its layers are called.</param>
/// <param name="condition">The network's input.</param>
/// <param name="weights">Where its weights are next.</param>
internal sealed class NamLayerArray(JsonElement config, string name, LayerNode condition, NamWeights weights)
{
    private readonly int _channels = Json.Integer(config, "channels", name);
    private readonly int _bottleneck = Json.Integer(config, "bottleneck", name, Json.Integer(config, "channels", name));

    /// <summary>Reads the array.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="head">What earlier arrays gave to the head.</param>
    /// <returns>What it gives to the next array, and to the head.</returns>
    public (LayerNode Next, LayerNode Head) Read(LayerNode input, LayerNode? head)
    {
        JsonElement[] dilations = Json.List(Json.Required(config, "dilations", name), $"{name}, dilations");
        var heads = new List<LayerNode>();
        if (head is not null)
        {
            heads.Add(head);
        }

        LayerNode node = Project(input, _channels, 1, hasBias: false, "in");
        for (int i = 0; i < dilations.Length; i++)
        {
            (node, LayerNode toHead) = Layer(node, i, Json.Integer(dilations[i], $"{name}, dilations"), dilations.Length);
            heads.Add(toHead);
        }

        return (node, Head(heads.Count == 1 ? heads[0] : Named(GraphBuilder.Join("Add", heads), "sum")));
    }

    private (LayerNode Next, LayerNode Head) Layer(LayerNode input, int index, int dilation, int count)
    {
        string part = string.Create(CultureInfo.InvariantCulture, $"{index + 1}");
        int kernel = Size("kernel_size", "kernel_sizes", index, count);
        bool isGated = IsGated(index);
        int filters = isGated ? 2 * _bottleneck : _bottleneck;
        int groups = Json.Integer(config, "groups_input", name, usual: 1);
        double[] weight = GroupedKernel(weights.Take((long)filters * (_channels / groups) * kernel, name), filters, groups, kernel, keep: !isGated);
        double[] bias = weights.Take(filters, name);
        int mixGroups = Json.Integer(config, "groups_input_mixin", name, usual: 1);
        int conditions = condition.Shape.Channels;
        double[] mix = Full(weights.Take((long)filters * (conditions / mixGroups), name), filters, conditions, mixGroups);

        LayerNode Half(int first, string suffix)
        {
            int row = weight.Length / filters;
            LayerNode convolution = Named(
                GraphBuilder.Convolution(
                    input,
                    _bottleneck,
                    [new Window(kernel, Dilation: dilation).Causal()],
                    isGated ? 1 : groups,
                    weight[(first * row)..((first + _bottleneck) * row)],
                    bias[first..(first + _bottleneck)]),
                $"conv{part}{suffix}");
            LayerNode mixed = Named(
                GraphBuilder.Dense(condition, _bottleneck, mix[(first * conditions)..((first + _bottleneck) * conditions)], null), $"mix{part}{suffix}");
            return GraphBuilder.Join("Add", [convolution, mixed]);
        }

        LayerNode value = Activated(Half(0, ""), Item("activation", index));
        if (isGated)
        {
            JsonElement? second = Json.Optional(config, "secondary_activation") is null ? null : Item("secondary_activation", index);
            LayerNode gate = Half(_bottleneck, "gate");
            gate = second is { } found ? Activated(gate, found) : GraphBuilder.Activate(gate, Activation.Sigmoid);
            value = GraphBuilder.Join("Multiply", [value, gate]);
        }

        value = Named(value, $"z{part}");
        LayerNode next = input;
        JsonElement? one = Json.Optional(config, "layer1x1");
        if (one is null || Json.Flag(one.Value, "active", $"{name}, layer1x1", usual: true))
        {
            int projectGroups = one is null ? 1 : Json.Integer(one.Value, "groups", $"{name}, layer1x1", usual: 1);
            next = Named(GraphBuilder.Join("Add", [Project(value, _channels, projectGroups, hasBias: true, $"out{part}"), input]), $"x{part}");
        }

        JsonElement? headOne = Json.Optional(config, "head1x1");
        if (headOne is { } active && Json.Flag(active, "active", $"{name}, head1x1", usual: true))
        {
            value = Project(
                value,
                Json.Integer(active, "out_channels", $"{name}, head1x1", _channels),
                Json.Integer(active, "groups", $"{name}, head1x1", usual: 1),
                hasBias: true,
                $"head{part}");
        }

        return (next, value);
    }

    private LayerNode Head(LayerNode sum)
    {
        JsonElement? head = Json.Optional(config, "head");
        int filters = head is { } found ? Json.Integer(found, "out_channels", $"{name}, head") : Json.Integer(config, "head_size", name);
        int kernel = head is { } given ? Json.Integer(given, "kernel_size", $"{name}, head") : 1;
        int dilation = head is { } dilated ? Json.Integer(dilated, "head_dilation", $"{name}, head", usual: 1) : 1;
        bool hasBias = head is { } biased ? Json.Flag(biased, "bias", $"{name}, head") : Json.Flag(config, "head_bias", name);
        if (kernel == 1)
        {
            return Project(sum, filters, 1, hasBias, "head");
        }

        double[] weight = weights.Take((long)filters * sum.Shape.Channels * kernel, name);
        return Named(
            GraphBuilder.Convolution(sum, filters, [new Window(kernel, Dilation: dilation).Causal()], 1, weight, hasBias ? weights.Take(filters, name) : null), "head");
    }

    // A convolution of kernel 1.
    private LayerNode Project(LayerNode input, int outputs, int groups, bool hasBias, string suffix)
    {
        double[] weight = Full(weights.Take((long)outputs * (input.Shape.Channels / groups), name), outputs, input.Shape.Channels, groups);
        return Named(GraphBuilder.Dense(input, outputs, weight, hasBias ? weights.Take(outputs, name) : null), suffix);
    }

    private LayerNode Activated(LayerNode node, JsonElement activation)
    {
        if (Json.Optional(activation, "negative_slopes") is { } slopes)
        {
            return GraphBuilder.PReLU(node, Json.Vector(slopes, $"{name}, negative_slopes"));
        }

        (Activation function, double? slope) = NamReader.ActivationOf(activation, $"{name}, activation");
        return GraphBuilder.Activate(node, function, slope);
    }

    private LayerNode Named(LayerNode node, string suffix)
    {
        node.Suggestion = $"{name}_{suffix}";
        return node;
    }

    private bool IsGated(int index) => Json.Optional(config, "gating_mode") is { } mode
        ? Json.Text(mode.ValueKind == JsonValueKind.Array ? At(mode, index) : mode, $"{name}, gating_mode") == "gated"
        : Json.Flag(config, "gated", name);

    private int Size(string one, string many, int index, int count)
    {
        if (Json.Optional(config, many) is not { } list)
        {
            return Json.Integer(config, one, name);
        }

        int[] sizes = Json.Integers(list, $"{name}, {many}");
        return sizes.Length == count
            ? sizes[index]
            : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"{name}, {many} has {sizes.Length} numbers for {count} dilations."));
    }

    private JsonElement Item(string field, int index)
    {
        JsonElement value = Json.Required(config, field, name);
        return value.ValueKind == JsonValueKind.Array ? At(value, index) : value;
    }

    private JsonElement At(JsonElement list, int index) => index < list.GetArrayLength()
        ? list[index]
        : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"{name} has a list of {list.GetArrayLength()} for more layers."));

    // Halves of a gated layer lie across groups: then the kernel is written out with zeros.
    private double[] GroupedKernel(double[] weight, int filters, int groups, int kernel, bool keep)
    {
        if (keep || groups == 1)
        {
            return weight;
        }

        int channels = _channels / groups;
        var full = new double[filters * _channels * kernel];
        for (int i = 0; i < weight.Length; i++)
        {
            int filter = i / (channels * kernel);
            int first = filter / (filters / groups) * channels;
            full[(((filter * _channels) + first) * kernel) + (i % (channels * kernel))] = weight[i];
        }

        return full;
    }

    private static double[] Full(double[] weight, int outputs, int inputs, int groups)
    {
        if (groups == 1)
        {
            return weight;
        }

        if (inputs % groups != 0 || outputs % groups != 0)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"{groups} groups do not divide {inputs} and {outputs} channels"), "check the file");
        }

        var full = new double[(long)outputs * inputs];
        int row = inputs / groups;
        for (int i = 0; i < weight.Length; i++)
        {
            int output = i / row;
            full[(output * inputs) + (output / (outputs / groups) * row) + (i % row)] = weight[i];
        }

        return full;
    }
}
