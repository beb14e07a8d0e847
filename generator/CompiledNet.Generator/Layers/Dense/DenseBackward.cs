using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Backward propagation through a dense layer: from ∂L/∂a to δ, dW, db and ∂L/∂a of the layer before.</summary>
internal static class DenseBackward
{
    public static void Emit(CodeWriter w, Vocabulary v, DensePlan layer)
    {
        var n = new LayerNames(layer);
        bool startsFromActivation = !layer.IsLast && layer.Activation != Activation.Identity;
        string batchInputGradient = "d" + n.BatchX;
        EmitEquations(w, layer, n);

        string kept = startsFromActivation
            ? (ActivationPlan.DerivativeNeedsPreActivation(layer.Activation) ? $"{v.ReadOnlySpan} {n.BatchZ}, " : $"{v.ReadOnlySpan} {n.BatchA}, ")
            : "";
        string transposed = $", {v.Span} {n.W}T";
        string deltaType = startsFromActivation ? v.Span : v.ReadOnlySpan;
        using (w.Block(
            $"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, {v.ReadOnlySpan} {n.BatchX}, {kept}"
            + $"{deltaType} {n.BatchDelta}, {v.Span} gradients, {v.Span} {batchInputGradient}{transposed}, int samples, bool accumulate)"))
        {
            EmitKernelCall(w, layer, n, kept.Length > 0, batchInputGradient);
            w.Line($"{v.ReadOnlySpan} {n.W} = parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
            w.Line($"{v.Span} d{n.W} = gradients.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
            if (layer.HasBias)
            {
                w.Line($"{v.Span} d{n.B} = gradients.Slice({layer.Biases.Offset}, {layer.Biases.Length});");
            }

            using (w.Block("if (!accumulate)"))
            {
                w.Line($"d{n.W}.Clear();");
                if (layer.HasBias)
                {
                    w.Line($"d{n.B}.Clear();");
                }
            }

            w.Line();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                EmitSampleSlices(w, v, layer, n, startsFromActivation, deltaType);
                w.Line();
                if (startsFromActivation)
                {
                    ActivationCode.EmitDelta(w, v, layer);
                    w.Line();
                }

                EmitParameterGradients(w, v, layer, n);
                w.Line();
                EmitInputGradient(w, v, layer, n, batchInputGradient);
            }
        }
    }

    private static void EmitKernelCall(CodeWriter w, DensePlan layer, LayerNames n, bool startsFromActivation, string batchInputGradient)
    {
        string own = !startsFromActivation ? ""
            : ActivationPlan.DerivativeNeedsPreActivation(layer.Activation) ? $"{n.BatchZ}, " : $"{n.BatchA}, ";
        string transposed = $", {n.W}T";
        w.Line("// What follows, many numbers at a time, where the hardware has vector registers.");
        using (w.Block("if (Kernels.AreSupported)"))
        {
            w.Line(
                $"Kernels.Backward{layer.Name}(parameters, {n.BatchX}, {own}{n.BatchDelta}, gradients, {batchInputGradient}{transposed}, samples, accumulate);");
            w.Line("return;");
        }

        w.Line();
    }

    private static void EmitEquations(CodeWriter w, DensePlan layer, LayerNames n)
    {
        int units = layer.OutputSize;
        string delta = $"δ{layer.Index} ({units})";
        if (layer.IsLast)
        {
            w.Line($"// {delta} = ∂L/∂{n.Z} comes from the loss.");
        }
        else
        {
            string product = layer.Activation switch
            {
                Activation.Identity => $"∂L/∂{n.A} ({units})",
                Activation.Softmax => $"Jᵀ ({units}×{units}) · ∂L/∂{n.A} ({units})",
                _ => $"∂L/∂{n.A} ({units}) ⊙ σ′({n.Z})",
            };
            w.Line(
                $"// {delta} = {product}, written over ∂L/∂{n.A}, which the layer after has put into {n.BatchDelta}.");
        }

        w.Line($"// dW{layer.Index} ({units}×{layer.InputSize}) = {delta} · {n.X}ᵀ (1×{layer.InputSize}), added up over the samples");
        if (layer.HasBias)
        {
            w.Line($"// db{layer.Index} ({units}) = {delta}, added up over the samples");
        }

        w.Line($"// ∂L/∂{n.X} ({layer.InputSize}) = {n.W}ᵀ ({layer.InputSize}×{units}) · {delta}");
    }

    private static void EmitSampleSlices(
        CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n, bool startsFromActivation, string deltaType)
    {
        int units = layer.OutputSize;
        w.Line($"{v.ReadOnlySpan} {n.X} = {n.BatchX}.Slice(s * {layer.InputStride}, {layer.InputSize});");
        if (startsFromActivation)
        {
            bool fromZ = ActivationPlan.DerivativeNeedsPreActivation(layer.Activation);
            w.Line($"{v.ReadOnlySpan} {(fromZ ? n.Z : n.A)} = {(fromZ ? n.BatchZ : n.BatchA)}.Slice(s * {layer.Stride}, {units});");
        }

        w.Line($"{deltaType} {n.Delta} = {n.BatchDelta}.Slice(s * {layer.Stride}, {units});");
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

    private static void EmitInputGradient(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n, string batchInputGradient)
    {
        if (layer.IsFirst)
        {
            // Nothing lies before the first layer, so the caller must have asked.
            using (w.Block($"if (!{batchInputGradient}.IsEmpty)"))
            {
                EmitTransposedProduct(w, v, layer, n, batchInputGradient);
            }
        }
        else
        {
            EmitTransposedProduct(w, v, layer, n, batchInputGradient);
        }
    }

    public static void EmitTransposedProduct(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n, string batchInputGradient)
    {
        string dx = "d" + n.X;
        w.Line($"// ∂L/∂{n.X} = {n.W}ᵀ · δ{layer.Index}");
        w.Line($"{v.Span} {dx} = {batchInputGradient}.Slice(s * {layer.InputStride}, {layer.InputSize});");
        if (layer.IsWrittenOut)
        {
            for (int i = 0; i < layer.InputSize; i++)
            {
                IEnumerable<string> products = Enumerable.Range(0, layer.OutputSize)
                    .Select(j => $"{n.W}[{(i * layer.Weights.ColumnStride) + j}] * {n.Delta}[{j}]");
                w.Line($"{dx}[{i}] = {string.Join(" + ", products)};");
            }

            return;
        }

        using (w.Block($"for (int i = 0; i < {layer.InputSize}; i++)"))
        {
            w.Line($"{v.T} sum = {v.Literal(0)};");
            using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
            {
                w.Line($"sum += {n.W}[i * {layer.Weights.ColumnStride} + j] * {n.Delta}[j];");
            }

            w.Line();
            w.Line($"{dx}[i] = sum;");
        }
    }
}
