namespace CompiledNet.Tool.Graph;

/// <summary>Folds layers into those before them, so that the declaration says what a person would write.</summary>
internal static class Folding
{
    /// <summary>Folds all that can be.</summary>
    public static void Run(NetworkGraph graph)
    {
        Dictionary<LayerNode, int> readers = graph.Readers();
        foreach (LayerNode layer in graph.Layers())
        {
            if (layer.Kind == "Activate" && layer.Activation == Activation.Identity && layer != graph.Output)
            {
                Replace(graph, readers, layer);
            }
            else if (layer.Inputs.Count == 1 && readers[layer.Inputs[0]] == 1 && Fold(layer, layer.Inputs[0]))
            {
                Replace(graph, readers, layer);
            }
        }
    }

    // A layer gives way to its only input, which has its readers then.
    private static void Replace(NetworkGraph graph, Dictionary<LayerNode, int> readers, LayerNode layer)
    {
        LayerNode input = layer.Inputs[0];
        input.Suggestion ??= layer.Suggestion;
        input.Source = input.Source.Length == 0 ? layer.Source : input.Source;
        graph.Replace(layer, input);
        readers[input] += readers[layer] - 1;
    }

    private static bool Fold(LayerNode layer, LayerNode before)
    {
        if (!before.TakesActivation || before.Activation != Activation.Identity)
        {
            return false;
        }

        if (layer.Kind == "Activate")
        {
            before.Activation = layer.Activation;
            before.Slope = layer.Slope;
            return true;
        }

        if (!layer.IsScale || before.Kind is not ("Dense" or "Conv1D" or "Conv2D"))
        {
            return false;
        }

        FoldScale(layer, before);
        return true;
    }

    private static void FoldScale(LayerNode layer, LayerNode before)
    {
        double[] scale = layer.Tensor("weight").Values;
        double[] shift = layer.Tensor("bias").Values;
        double[] weight = before.Tensor("weight").Values;
        int row = weight.Length / scale.Length;
        for (int i = 0; i < weight.Length; i++)
        {
            weight[i] *= scale[i / row];
        }

        if (before.Tensors.Count == 1)
        {
            if (shift.Any(value => value != 0))
            {
                before.Arguments.Remove("Bias");
                before.Tensors.Add(new LayerTensor("bias", [shift.Length], shift));
            }

            return;
        }

        double[] bias = before.Tensor("bias").Values;
        for (int i = 0; i < bias.Length; i++)
        {
            bias[i] = (bias[i] * scale[i]) + shift[i];
        }
    }
}
