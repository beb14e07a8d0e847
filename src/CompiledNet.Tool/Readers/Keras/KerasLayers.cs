using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>The layers of Keras that have attributes.</summary>
internal static class KerasLayers
{
    /// <summary>A layer with its activation.</summary>
    /// <exception cref="LayerException">No attribute says it.</exception>
    public static LayerNode Read(KerasFile model, KerasLayer layer, IReadOnlyList<LayerNode> inputs)
    {
        if (Json.Optional(layer.Config, "data_format")?.ToString() == "channels_first")
        {
            throw new LayerException("its channels come first", "save the model with data_format='channels_last'");
        }

        LayerNode input = inputs[0];
        LayerNode node = layer.Class switch
        {
            "Dense" => GraphBuilder.Dense(input, Shape(layer, "kernel", 2)[1], Transposed(layer, "kernel", 1, 0), Bias(layer)),
            "TimeDistributed" => TimeDistributed(model, layer, input),
            "Conv1D" or "Conv2D" => KerasWindows.Convolution(layer, input),
            "DepthwiseConv1D" or "DepthwiseConv2D" => KerasWindows.Depthwise(layer, input, Bias(layer)),
            "SeparableConv1D" or "SeparableConv2D" => KerasWindows.Separable(layer, input),
            "MaxPooling1D" or "MaxPooling2D" => KerasWindows.Pool(layer, input, "MaxPool"),
            "AveragePooling1D" or "AveragePooling2D" => KerasWindows.Pool(layer, input, "AveragePool"),
            "GlobalAveragePooling1D" or "GlobalAveragePooling2D" => Global(layer, input, "GlobalAveragePool"),
            "GlobalMaxPooling1D" or "GlobalMaxPooling2D" => Global(layer, input, "GlobalMaxPool"),
            "Flatten" => GraphBuilder.Flatten(input, channelsFirst: false),
            "Dropout" => Dropout(layer, input),
            "SpatialDropout1D" or "SpatialDropout2D" or "GaussianNoise" or "GaussianDropout" or "AlphaDropout" or "ActivityRegularization" => input,
            "BatchNormalization" => BatchNorm(layer, input),
            "LayerNormalization" => LayerNorm(layer, input),
            "GRU" => KerasRecurrent.Gru(model, layer, input),
            "LSTM" => KerasRecurrent.Lstm(model, layer, input),
            "Add" or "Multiply" => inputs.Count == 1 ? input : GraphBuilder.Join(layer.Class, inputs),
            "Concatenate" => Concatenate(layer, inputs),
            "Average" => Average(inputs),
            "Subtract" => GraphBuilder.Join("Add", [input, GraphBuilder.Scaled(inputs[1], -1, 0)]),
            "Rescaling" => GraphBuilder.Scaled(input, Json.Number(layer.Config, "scale", layer.Name, 1), Json.Number(layer.Config, "offset", layer.Name, 0)),
            "Activation" => input,
            "ReLU" or "LeakyReLU" or "ELU" or "Softmax" => KerasActivations.OfLayer(layer, input),
            "PReLU" => PReLU(layer, input),
            "Bidirectional" => throw new LayerException("it runs backwards, too", "train with one direction"),
            "Embedding" => throw new LayerException("it looks numbers up by an index", "look them up before the network"),
            "SimpleRNN" => throw new LayerException("a plain recurrent layer has no equivalent", "train with a GRU or an LSTM"),
            _ => throw new LayerException("no layer says it", "see the table of layers in docs/import.md"),
        };
        bool isOwn = layer.Class is "GRU" or "LSTM" or "TimeDistributed";
        node = isOwn ? node : KerasActivations.After(model, layer, node);
        if (node != input)
        {
            node.Source = layer.Name;
            node.Suggestion = node.Tensors.Count > 0 || node.Kind == "Activate" ? layer.Name : null;
        }

        return node;
    }

    /// <summary>The shape of a variable.</summary>
    public static int[] Shape(KerasLayer layer, string name, int rank)
    {
        if (!layer.Weights.TryGetValue(name, out (int[] Shape, double[] Values) found))
        {
            throw new LayerException($"it has no {name}", "save the model with its weights: model.save(path)");
        }

        return found.Shape.Length == rank && found.Values.Length > 0
            ? found.Shape
            : throw new LayerException($"its {name} has the shape ({string.Join(", ", found.Shape)})", $"{rank} axes were expected");
    }

    /// <summary>A variable with its axes in another order.</summary>
    public static double[] Transposed(KerasLayer layer, string name, params int[] order) =>
        Arrays.Transpose(layer.Weights[name].Values, Shape(layer, name, order.Length), order);

    /// <summary>The bias; null for none.</summary>
    public static double[]? Bias(KerasLayer layer) => layer.Weights.TryGetValue("bias", out (int[] Shape, double[] Values) bias) ? [.. bias.Values] : null;

    private static LayerNode TimeDistributed(KerasFile model, KerasLayer layer, LayerNode input)
    {
        JsonElement inner = Json.Required(layer.Config, "layer", layer.Name);
        string type = Json.Text(Json.Required(inner, "class_name", layer.Name), layer.Name);
        if (type != "Dense" || input.Shape.Rank != 1)
        {
            throw new LayerException($"it takes a {type} layer to each step", "only Dense is applied to each step");
        }

        LayerNode node = GraphBuilder.Dense(input, Shape(layer, "kernel", 2)[1], Transposed(layer, "kernel", 1, 0), Bias(layer));
        return KerasActivations.Apply(model, Json.Required(inner, "config", layer.Name), layer.Name, node);
    }

    private static LayerNode Global(KerasLayer layer, LayerNode input, string kind) => Json.Flag(layer.Config, "keepdims", layer.Name)
        ? throw new LayerException("it keeps its axes", "use keepdims=False")
        : GraphBuilder.Reduce(kind, input);

    private static LayerNode Dropout(KerasLayer layer, LayerNode input)
    {
        double rate = Json.Number(layer.Config, "rate", layer.Name, 0);
        return rate is > 0 and < 1 ? GraphBuilder.Dropout(input, rate) : input;
    }

    private static LayerNode BatchNorm(KerasLayer layer, LayerNode input)
    {
        ExpectLastAxis(layer, input);
        (double[] scale, double[] shift) = Affine(layer, input);
        double epsilon = Json.Number(layer.Config, "epsilon", layer.Name, 1e-3);
        return GraphBuilder.BatchNorm(input, scale, shift, Values(layer, "moving_mean"), Values(layer, "moving_variance"), epsilon);
    }

    private static LayerNode LayerNorm(KerasLayer layer, LayerNode input)
    {
        ExpectLastAxis(layer, input);
        (double[] scale, double[] shift) = Affine(layer, input);
        return GraphBuilder.LayerNorm(input, scale, shift, Json.Number(layer.Config, "epsilon", layer.Name, 1e-3));
    }

    private static (double[] Scale, double[] Shift) Affine(KerasLayer layer, LayerNode input)
    {
        var ones = new double[input.Shape.Channels];
        Array.Fill(ones, 1);
        return (layer.Weights.ContainsKey("gamma") ? Values(layer, "gamma") : ones, layer.Weights.ContainsKey("beta") ? Values(layer, "beta") : new double[ones.Length]);
    }

    private static double[] Values(KerasLayer layer, string name)
    {
        _ = Shape(layer, name, 1);
        return [.. layer.Weights[name].Values];
    }

    // −1, the number of the last axis, or a list of it.
    private static void ExpectLastAxis(KerasLayer layer, LayerNode input)
    {
        if (Json.Optional(layer.Config, "axis") is not { } axis)
        {
            return;
        }

        int[] axes = Json.Integers(axis, $"{layer.Name}, axis", least: -8);
        if (axes is not [var only] || (only != -1 && only != input.Shape.Rank + 1))
        {
            throw new LayerException($"it goes over the axes {string.Join(", ", axes)}", "only the last axis, the channels, has an equivalent");
        }
    }

    private static LayerNode Concatenate(KerasLayer layer, IReadOnlyList<LayerNode> inputs)
    {
        ExpectLastAxis(layer, inputs[0]);
        return inputs.Count == 1 ? inputs[0] : GraphBuilder.Join("Concatenate", inputs);
    }

    private static LayerNode Average(IReadOnlyList<LayerNode> inputs) => inputs.Count == 1 ? inputs[0] : GraphBuilder.Scaled(GraphBuilder.Join("Add", inputs), 1.0 / inputs.Count, 0);

    // A slope for each number has the shape of the value; shared over positions it has ones there.
    private static LayerNode PReLU(KerasLayer layer, LayerNode input)
    {
        if (!layer.Weights.TryGetValue("alpha", out (int[] Shape, double[] Values) alpha) || alpha.Values.Length != input.Shape.Channels)
        {
            throw new LayerException("it has a slope for each position", "share them: PReLU(shared_axes=[1]) of a sequence, [1, 2] of an image");
        }

        return GraphBuilder.PReLU(input, [.. alpha.Values]);
    }
}
