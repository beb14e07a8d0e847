using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>GRU and LSTM of one direction, from zero state.</summary>
internal static class OnnxRecurrent
{
    private static readonly string[] s_gru = ["Sigmoid", "Tanh"];
    private static readonly string[] s_lstm = ["Sigmoid", "Tanh", "Tanh"];

    /// <summary>Gates z r h, which the library has as r z n.</summary>
    public static IReadOnlyList<OnnxValue> Gru(OnnxLowering lowering, OnnxNode node)
    {
        Check(lowering, node, s_gru, [5]);
        bool resetAfter = node.Integer("linear_before_reset", 0) != 0;
        return Lower(lowering, node, "GRU", resetAfter, 1, 0, 2);
    }

    /// <summary>Gates i o f c, which the library has as i f g o.</summary>
    public static IReadOnlyList<OnnxValue> Lstm(OnnxLowering lowering, OnnxNode node)
    {
        Check(lowering, node, s_lstm, [5, 6]);
        if (lowering.Constant(node, 7, "peepholes") is { } peepholes && peepholes.Values.Any(value => value != 0))
        {
            throw new LayerException("it has peepholes", "train without them");
        }

        if (node.Integer("input_forget", 0) != 0)
        {
            throw new LayerException("its input gate is coupled to the forget gate", "train with separate gates");
        }

        return Lower(lowering, node, "LSTM", resetAfter: true, 0, 2, 3, 1);
    }

    private static IReadOnlyList<OnnxValue> Lower(OnnxLowering lowering, OnnxNode node, string kind, bool resetAfter, params int[] order)
    {
        OnnxValue value = lowering.Value(node);
        bool batchFirst = node.Integer("layout", 0) != 0;
        Axis[] expected = batchFirst ? [Axis.Batch, Axis.Row, Axis.Channel] : [Axis.Row, Axis.Batch, Axis.Channel];
        if (!value.Axes.SequenceEqual(expected))
        {
            throw new LayerException("the axes of its input are not steps, samples, channels", "feed it a sequence");
        }

        OnnxTensor inputs = lowering.Required(node, 1, "weight");
        OnnxTensor states = lowering.Required(node, 2, "recurrent weight");
        if (inputs.Dims.Length != 3 || states.Dims.Length != 3 || inputs.Dims[0] != 1 || states.Dims[2] < 1 || inputs.Values.Length == 0 || states.Values.Length == 0
            || states.Dims[1] != order.Length * states.Dims[2] || inputs.Dims[1] != states.Dims[1])
        {
            throw new LayerException(
                $"its weights have the shapes ({string.Join(", ", inputs.Dims)}) and ({string.Join(", ", states.Dims)})", "one direction and as many gates as the layer has were expected");
        }

        int units = states.Dims[2];
        double[]? bias = lowering.Constant(node, 3, "bias")?.Values;
        if (bias is not null && bias.Length != 2 * order.Length * units)
        {
            throw new LayerException($"its bias has {bias.Length} numbers; {2 * order.Length * units} were expected", "check the file");
        }

        int half = order.Length * units;
        LayerNode layer = GraphBuilder.Recurrent(
            kind,
            value.Layer!,
            units,
            (Arrays.Blocks(inputs.Values, order), Arrays.Blocks(states.Values, order), bias is null ? null : Arrays.Blocks(bias[..half], order), bias is null ? null : Arrays.Blocks(bias[half..], order)),
            resetAfter);
        OnnxValue all = OnnxValue.Of(layer, batchFirst ? [Axis.Batch, Axis.Row, Axis.One, Axis.Channel] : [Axis.Row, Axis.One, Axis.Batch, Axis.Channel]);
        if (node.Outputs.Count < 2 || node.Outputs[1].Length == 0 || !lowering.IsRead(node.Outputs[1]))
        {
            return [all];
        }

        OnnxValue last = OnnxValue.Of(GraphBuilder.Reduce("LastStep", layer), batchFirst ? [Axis.Batch, Axis.One, Axis.Channel] : [Axis.One, Axis.Batch, Axis.Channel]);
        return [all, last];
    }

    private static void Check(OnnxLowering lowering, OnnxNode node, string[] activations, int[] initialStates)
    {
        if (node.Text("direction", "forward") is var direction and not "forward")
        {
            throw new LayerException($"its direction is {direction}", "only forward has an equivalent");
        }

        if (node.Texts("activations") is { } given && !given.SequenceEqual(activations, StringComparer.OrdinalIgnoreCase))
        {
            throw new LayerException($"its activations are {string.Join(", ", given)}", $"only {string.Join(", ", activations)} have an equivalent");
        }

        if (node.Attribute("clip") is not null)
        {
            throw new LayerException("its values are clipped", "export without clip");
        }

        foreach (int index in initialStates)
        {
            if (lowering.Constant(node, index, "initial state") is { } state && state.Values.Any(value => value != 0))
            {
                throw new LayerException("its initial state is not zero", "a sequence begins at zero state");
            }
        }

        if (lowering.Constant(node, 4, "sequence lengths") is { } lengths)
        {
            OnnxValue value = lowering.Value(node);
            int steps = lowering.SizeOf(value, Axis.Row);
            if (lengths.Values.Any(length => length != steps))
            {
                throw new LayerException("its sequences have lengths of their own", "leave out sequence_lens");
            }
        }
    }
}
