using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>GRU and LSTM of Keras.</summary>
internal static class KerasRecurrent
{
    /// <summary>Gates z r h, which the library has as r z n.</summary>
    public static LayerNode Gru(KerasFile model, KerasLayer layer, LayerNode input)
    {
        bool resetAfter = Json.Flag(layer.Config, "reset_after", layer.Name, usual: true);
        (double[]? ofInput, double[]? ofState) = (null, null);
        if (layer.Weights.TryGetValue("bias", out (int[] Shape, double[] Values) bias))
        {
            int half = bias.Shape.Length == 2 ? bias.Values.Length / 2 : bias.Values.Length;
            ofInput = Blocks(bias.Values[..half], 1, 0, 2);
            ofState = bias.Shape.Length == 2 ? Blocks(bias.Values[half..], 1, 0, 2) : null;
        }

        return Read(model, layer, input, "GRU", ofInput, ofState, resetAfter, 1, 0, 2);
    }

    /// <summary>Gates i f c o, as the library has them.</summary>
    public static LayerNode Lstm(KerasFile model, KerasLayer layer, LayerNode input) => Read(model, layer, input, "LSTM", KerasLayers.Bias(layer), null, resetAfter: true, 0, 1, 2, 3);

    private static LayerNode Read(
        KerasFile model, KerasLayer layer, LayerNode input, string kind, double[]? ofInput, double[]? ofState, bool resetAfter, params int[] order)
    {
        Expect(model, layer, "activation", "tanh");
        Expect(model, layer, "recurrent_activation", "sigmoid");
        if (Json.Flag(layer.Config, "go_backwards", layer.Name) || Json.Flag(layer.Config, "return_state", layer.Name))
        {
            throw new LayerException("it goes backwards or gives its state", "use go_backwards=False and return_state=False");
        }

        int units = KerasLayers.Shape(layer, "recurrent_kernel", 2)[0];
        LayerNode node = GraphBuilder.Recurrent(
            kind,
            input,
            units,
            (Blocks(KerasLayers.Transposed(layer, "kernel", 1, 0), order), Blocks(KerasLayers.Transposed(layer, "recurrent_kernel", 1, 0), order), ofInput, ofState),
            resetAfter);
        if (Json.Flag(layer.Config, "return_sequences", layer.Name))
        {
            return node;
        }

        node.Suggestion = layer.Name;
        node.Source = layer.Name;
        LayerNode last = GraphBuilder.Reduce("LastStep", node);
        last.Remark = "its last step";
        return last;
    }

    private static double[] Blocks(double[] values, params int[] order) => values.Length % order.Length == 0
        ? Arrays.Blocks(values, order)
        : throw new LayerException($"a tensor of {values.Length} numbers has not {order.Length} gates", "check the file: weights and sizes do not fit");

    private static void Expect(KerasFile model, KerasLayer layer, string field, string expected)
    {
        string found = Json.Optional(layer.Config, field) is { } element ? KerasActivations.NameOf(element, layer.Name) : expected;
        if (found != expected)
        {
            throw new LayerException($"its {field} is '{found}'", $"use {expected}, as {(model.Version == 2 ? "tf.keras" : "Keras")} does unless told otherwise");
        }
    }
}
