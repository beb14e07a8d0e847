namespace CompiledNet.Tool.Graph;

/// <summary>
/// Folds layers into those before them, so that the declaration says what a person would write. Sums and products are those of doubles; they are rounded once, when
/// the network gets them.
/// </summary>
internal static class Folding
{
    /// <summary>Folds all that can be.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="forTraining">Whether layers stay that do something else in training: BatchNorm and Dropout.</param>
    /// <returns>How many of those were folded or left out.</returns>
    public static (int Norms, int Dropouts) Run(NetworkGraph graph, bool forTraining)
    {
        (int norms, int dropouts) = (0, 0);
        Dictionary<LayerNode, int> readers = graph.Readers();
        var folded = new Dictionary<LayerNode, LayerNode>();
        foreach (LayerNode layer in graph.Layers())
        {
            for (int i = 0; i < layer.Inputs.Count; i++)
            {
                layer.Inputs[i] = folded.GetValueOrDefault(layer.Inputs[i], layer.Inputs[i]);
            }

            if (layer.Inputs.Count != 1)
            {
                continue;
            }

            LayerNode before = layer.Inputs[0];
            bool isLeftOut = IsNothing(layer, forTraining) && !(before.IsInput && layer == graph.Output); // A network has a layer.
            if (!isLeftOut && (readers[before] != 1 || !Fold(layer, before, forTraining)))
            {
                continue;
            }

            // It gives way to its only input, which has its readers then.
            folded.Add(layer, before);
            readers[before] += readers[layer] - 1;
            norms += layer.Kind == "BatchNorm" && !layer.IsScale ? 1 : 0;
            dropouts += layer.Kind == "Dropout" ? 1 : 0;
            if (!isLeftOut)
            {
                before.Suggestion ??= layer.Suggestion;
                before.Source = before.Source.Length == 0 ? layer.Source : before.Source;
            }
        }

        graph.Output = folded.GetValueOrDefault(graph.Output, graph.Output);
        return (norms, dropouts);
    }

    private static bool IsNothing(LayerNode layer, bool forTraining) =>
        layer.Kind == "Dropout" ? !forTraining : layer.Kind == "Activate" && layer.Activation == Activation.Identity;

    private static bool Fold(LayerNode layer, LayerNode before, bool forTraining)
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

        return layer.Kind == "BatchNorm" && (layer.IsScale || !forTraining) && before.Kind is "Dense" or "Conv1D" or "Conv2D" && FoldNorm(layer, before);
    }

    // (W x + b − μ) γ / √(σ² + ε) + β, row by row of W: a filter of any number of groups is one.
    private static bool FoldNorm(LayerNode norm, LayerNode before)
    {
        double[] scale = norm.Tensor("weight").Values;
        double[] shift = norm.Tensor("bias").Values;
        if (!norm.IsScale)
        {
            double[] mean = norm.Tensor("running_mean").Values;
            scale = [.. scale.Zip(norm.Tensor("running_var").Values, (gamma, variance) => gamma / Math.Sqrt(variance + norm.Epsilon))];
            shift = [.. shift.Select((beta, i) => beta - (mean[i] * scale[i]))];
        }

        double[] weight = before.Tensor("weight").Values;
        int row = weight.Length / scale.Length;
        double[] scaled = [.. weight.Select((value, i) => value * scale[i / row])];
        bool hasBias = before.Tensors.Count > 1;
        double[] bias = hasBias ? [.. before.Tensor("bias").Values.Select((value, i) => (value * scale[i]) + shift[i])] : shift;
        if (!scaled.Concat(bias).All(double.IsFinite))
        {
            return false; // Such as a variance of 0 with ε = 0: the layer says by itself what it gives.
        }

        // Tensors may be shared with other layers of the file: they are replaced, not changed.
        before.Set("weight", scaled);
        if (hasBias || bias.Any(value => value != 0))
        {
            before.Set("bias", bias);
            before.Arguments.Remove("Bias");
        }

        return true;
    }
}
