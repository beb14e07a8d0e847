using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Backward propagation through a dense layer: from ∂L/∂a to δ, dW, db and ∂L/∂a of the layer before.</summary>
internal static class DenseBackward
{
    /// <summary>The gradients of the parameters, in one line.</summary>
    public static string GradientEquation(DensePlan layer)
    {
        var n = new LayerNames(layer);
        string delta = "δ" + LayerNames.Text(layer.Index);
        return $"d{n.W} ({layer.OutputSize}×{layer.InputSize}) = {delta} ({layer.OutputSize}) · {n.X}ᵀ (1×{layer.InputSize})"
            + (layer.HasBias ? $",  d{n.B} = {delta}" : "");
    }

    /// <summary>∂L/∂x as a product.</summary>
    public static string InputGradient(DensePlan layer) => $"{new LayerNames(layer).W}ᵀ · δ{LayerNames.Text(layer.Index)}";

    public static void Emit(CodeWriter w, Vocabulary v, DensePlan layer)
    {
        var n = new LayerNames(layer);
        EmitEquations(w, v, layer, n);
        string accumulate = layer.HasKernels ? ", bool accumulate" : "";
        v.CompileAtOnce(w);
        using (w.Block($"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, Workspace workspace{accumulate})"))
        {
            w.Line($"int samples = {RowsText.Of(layer)};");
            if (layer.HasKernels)
            {
                KernelWriter.EmitCalls(w, v, [TrainingArguments.OfLayer.Call(layer, layer.Backward)]);
            }

            w.Line($"{v.ReadOnlySpan} {n.W} = parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
            w.Line($"{v.Span} d{n.W} = workspace.Gradients.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
            if (layer.HasBias)
            {
                EmitBiasGradients(w, v, layer, n);
            }

            if (layer.HasKernels)
            {
                EmitClear(w, layer, n);
            }

            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                EmitSampleSlices(w, v, layer, n);
                w.Line();
                if (layer.StartsFromActivation)
                {
                    ActivationCode.EmitDelta(w, v, layer);
                    w.Line();
                }

                EmitParameterGradients(w, v, layer, n);
                w.Line();
                EmitInputGradient(w, v, layer, n);
            }
        }
    }

    private static void EmitBiasGradients(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        int length = layer.HasKernels ? layer.Biases.Length : layer.Biases.Rows;
        string padding = length > layer.Biases.Rows ? $" // {layer.Biases.Rows}, and padding that is cleared with them." : "";
        w.Line($"{v.Span} d{n.B} = workspace.Gradients.Slice({layer.Biases.Offset}, {length});{padding}");
    }

    private static void EmitClear(CodeWriter w, DensePlan layer, LayerNames n)
    {
        using (w.Block("if (!accumulate)"))
        {
            w.Line($"d{n.W}.Clear();");
            if (layer.HasBias)
            {
                w.Line($"d{n.B}.Clear();");
            }
        }

        w.Line();
    }

    private static void EmitEquations(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        int units = layer.OutputSize;
        string delta = $"δ{layer.Index} ({units})";
        ActivationText.EmitDeltaEquation(w, layer);
        w.Line(
            $"//   d{n.W} ({units}×{layer.InputSize}) = {delta} · {n.X}ᵀ (1×{layer.InputSize}), because ∂{n.Z}[j]/∂{n.W}[j, i] = {n.X}[i]; "
            + "summed over the samples");
        if (layer.HasBias)
        {
            w.Line($"//   d{n.B} ({units}) = {delta}, because ∂{n.Z}[j]/∂{n.B}[j] = 1; summed too");
        }

        w.Line(
            $"//   ∂L/∂{n.X} ({layer.InputSize}) = {n.W}ᵀ ({layer.InputSize}×{units}) · {delta}, Σ_j {n.W}[j, i] δ{layer.Index}[j]: {n.X}[i] reaches L through every {n.Z}[j], and "
            + $"∂{n.Z}[j]/∂{n.X}[i] = {n.W}[j, i]" + (layer.Input.Value.IsNetworkInput ? "; only if asked for" : ""));
        if (layer.HasKernels)
        {
            DensePlanText.EmitBackward(w, layer, v);
        }
    }

    private static void EmitSampleSlices(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        int units = layer.OutputSize;
        w.Line($"{v.ReadOnlySpan} {n.X} = {TrainingArguments.InputOf(layer.Input.Value)}.Slice(s * {layer.InputStride}, {layer.InputSize});");
        if (layer.StartsFromActivation)
        {
            w.Line($"{v.ReadOnlySpan} {n.Kept} = workspace.{n.BatchKept}.Slice(s * {layer.Stride}, {units});");
        }

        string type = layer.StartsFromActivation ? v.Span : v.ReadOnlySpan;
        w.Line($"{type} {n.Delta} = workspace.{n.BatchDelta}.Slice(s * {layer.Stride}, {units});");
    }

    private static void EmitParameterGradients(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        w.Line($"// dW{layer.Index} += δ{layer.Index} · {n.X}ᵀ{(layer.HasBias ? $", db{layer.Index} += δ{layer.Index}" : "")}");
        if (layer.IsWrittenOut)
        {
            for (int i = 0; i < layer.InputSize; i++)
            {
                for (int j = 0; j < layer.OutputSize; j++)
                {
                    w.Line($"d{n.W}[{(i * layer.Weights.ColumnStride) + j}] += {n.Delta}[{j}] * {n.X}[{i}];");
                }
            }

            for (int j = 0; j < layer.Biases.Count; j++)
            {
                w.Line($"d{n.B}[{j}] += {n.Delta}[{j}];");
            }

            return;
        }

        using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
        {
            w.Line($"{v.T} d = {n.Delta}[j];");
            using (w.Block($"for (int i = 0; i < {layer.InputSize}; i++)"))
            {
                w.Line($"d{n.W}[i * {layer.Weights.ColumnStride} + j] += d * {n.X}[i];");
            }

            if (layer.HasBias)
            {
                w.Line();
                w.Line($"d{n.B}[j] += d;");
            }
        }
    }

    private static void EmitInputGradient(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n) =>
        InputGradientText.Emit(w, v, layer.Input, $"{n.W}ᵀ · δ{layer.Index}", isAgain: false, () => EmitTransposedProduct(w, v, layer, n));

    private static void EmitTransposedProduct(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        string dx = InputGradientText.Of(layer.Input.Value);
        string assignment = InputGradientText.Assignment(layer.Input);
        if (layer.IsWrittenOut)
        {
            for (int i = 0; i < layer.InputSize; i++)
            {
                IEnumerable<string> products = Enumerable.Range(0, layer.OutputSize)
                    .Select(j => $"{n.W}[{(i * layer.Weights.ColumnStride) + j}] * {n.Delta}[{j}]");
                w.Line($"{dx}[{i}] {assignment} {string.Join(" + ", products)};");
            }

            return;
        }

        using (w.Block($"for (int i = 0; i < {layer.InputSize}; i++)"))
        {
            bool isLong = LongSums.Cuts(layer.OutputSize, v.ElementSize);
            w.Line(isLong ? "double sum = 0; // Of so many terms a float would lose digits." : $"{v.T} sum = {v.Literal(0)};");
            using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
            {
                string weight = $"{n.W}[i * {layer.Weights.ColumnStride} + j]";
                w.Line($"sum += {(isLong ? v.AsDouble(weight) : weight)} * {n.Delta}[j];");
            }

            w.Line();
            w.Line($"{dx}[i] {assignment} {(isLong ? $"({v.T})" : "")}sum;");
        }
    }
}
