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
            if (readers[before] == 1 && FoldInto(layer, before, forTraining))
            {
                norms += before.IsScale ? 0 : 1;
                before = layer.Inputs[0] = before.Inputs[0];
            }

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
            before.Remark = string.Join(", ", new[] { before.Remark, layer.Remark }.Where(remark => remark.Length > 0));
            return true;
        }

        return IsAffine(layer, forTraining) && (IsProduct(before) || (layer.IsScale && before.Kind == "BatchNorm")) && FoldAfter(layer, before);
    }

    private static bool IsAffine(LayerNode layer, bool forTraining) => layer.Kind == "BatchNorm" && (layer.IsScale || !forTraining);

    private static bool IsProduct(LayerNode layer) => layer.Kind is "Dense" or "Conv1D" or "Conv2D";

    // γ ⊙ (W x + b) + β, row by row of W: a filter of any number of groups is one. A BatchNorm has a scale for W.
    private static bool FoldAfter(LayerNode norm, LayerNode product)
    {
        (double[] scale, double[] shift) = Affine(norm);
        double[] weight = product.Tensor("weight").Values;
        int row = weight.Length / scale.Length;
        return SetWeights(
            product,
            [.. weight.Select((value, i) => value * scale[i / row])],
            HasBias(product) ? [.. product.Tensor("bias").Values.Select((value, i) => (value * scale[i]) + shift[i])] : shift);
    }

    // W (γ ⊙ x + β) + b, column by column of W. Zeros around the input would not be shifted.
    private static bool FoldInto(LayerNode product, LayerNode norm, bool forTraining)
    {
        if (!IsProduct(product) || !IsAffine(norm, forTraining) || norm.Activation != Activation.Identity)
        {
            return false;
        }

        (double[] scale, double[] shift) = Affine(norm);
        LayerTensor weight = product.Tensor("weight");
        int rows = weight.Shape[0];
        int row = weight.Values.Length / rows;
        int channels = weight.Shape[1];
        int taps = row / channels;
        bool isPadded = product.Arguments.ContainsKey("Pad") || product.Arguments.ContainsKey("Padding") || (taps > 1 && product.Shape.IsOpen);
        if (isPadded && shift.Any(value => value != 0))
        {
            return false;
        }

        int rowsOfGroup = rows / (scale.Length / channels);
        int Channel(int i) => (i / row / rowsOfGroup * channels) + (i % row / taps);
        double[] bias = HasBias(product) ? [.. product.Tensor("bias").Values] : new double[rows];
        for (int i = 0; i < weight.Values.Length; i++)
        {
            bias[i / row] += weight.Values[i] * shift[Channel(i)];
        }

        return SetWeights(product, [.. weight.Values.Select((value, i) => value * scale[Channel(i)])], bias);
    }

    // A BatchNorm as γ ⊙ x + β.
    private static (double[] Scale, double[] Shift) Affine(LayerNode norm)
    {
        double[] scale = norm.Tensor("weight").Values;
        double[] shift = norm.Tensor("bias").Values;
        if (norm.IsScale)
        {
            return (scale, shift);
        }

        double[] mean = norm.Tensor("running_mean").Values;
        scale = [.. scale.Zip(norm.Tensor("running_var").Values, (gamma, variance) => gamma / Math.Sqrt(variance + norm.Epsilon))];
        return (scale, [.. shift.Select((beta, i) => beta - (mean[i] * scale[i]))]);
    }

    private static bool HasBias(LayerNode product) => product.Tensors.Count > 1;

    // Tensors may be shared with other layers of the file: they are replaced, not changed.
    private static bool SetWeights(LayerNode product, double[] weight, double[] bias)
    {
        if (!weight.Concat(bias).All(double.IsFinite))
        {
            return false; // Such as a variance of 0 with ε = 0: the layer says by itself what it gives.
        }

        product.Set("weight", weight);
        if (HasBias(product) || bias.Any(value => value != 0))
        {
            product.Set("bias", bias);
            product.Arguments.Remove("Bias");
        }

        return true;
    }
}
