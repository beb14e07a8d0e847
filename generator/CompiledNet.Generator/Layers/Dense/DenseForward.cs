using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Forward propagation through a dense layer: z = W·a + b, a = σ(z).</summary>
internal static class DenseForward
{
    public static void Emit(CodeWriter w, Vocabulary v, DensePlan layer)
    {
        var n = new LayerNames(layer);
        EmitEquations(w, v, layer, n);
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.Forward.Method}({layer.Forward.Declaration(v, layer)})"))
        {
            if (layer.HasKernels)
            {
                KernelWriter.EmitCall(w, v, layer, layer.Forward);
            }

            w.Line($"{v.ReadOnlySpan} {n.W} = parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
            if (layer.HasBias)
            {
                w.Line($"{v.ReadOnlySpan} {n.B} = parameters.Slice({layer.Biases.Offset}, {layer.Biases.Count});");
            }

            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"{v.ReadOnlySpan} {n.X} = {n.BatchX}.Slice(s * {layer.InputStride}, {layer.InputSize});");
                if (layer.KeepsPreActivation)
                {
                    w.Line($"{v.Span} {n.Z} = {n.BatchZ}.Slice(s * {layer.Stride}, {layer.OutputSize});");
                }

                w.Line($"{v.Span} {n.A} = {n.BatchA}.Slice(s * {layer.ActivationStride}, {layer.OutputSize});");
                w.Line();
                if (layer.IsWrittenOut)
                {
                    EmitWrittenOut(w, v, layer, n);
                }
                else
                {
                    EmitLoop(w, v, layer, n);
                }

                if (layer.Activation == Activation.Softmax)
                {
                    w.Line();
                    ActivationCode.EmitSoftmax(w, v, layer.KeepsPreActivation ? n.Z : n.A, n.A, layer.OutputSize);
                }
            }
        }
    }

    /// <summary>What the layer computes, in one line.</summary>
    public static string Equation(DensePlan layer)
    {
        var n = new LayerNames(layer);
        return $"{Sum(layer, n)},  {n.A} ({layer.OutputSize}) = {ActivationCode.Applied(layer.Activation, n.Z)}";
    }

    private static string Sum(DensePlan layer, LayerNames n)
    {
        string bias = layer.HasBias ? $" + {n.B} ({layer.OutputSize})" : "";
        return $"{n.Z} ({layer.OutputSize}) = {n.W} ({layer.OutputSize}×{layer.InputSize}) · {n.X} ({layer.InputSize}){bias}";
    }

    private static void EmitEquations(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        string bias = layer.HasBias ? $" + {n.B}[j]" : "";
        w.Line($"//   {Sum(layer, n)}:  {n.Z}[j] = Σ_i {n.W}[j, i] {n.X}[i]{bias}, with {n.W}[j, i] at i * {layer.Weights.ColumnStride} + j");
        w.Line(
            $"//   {n.A} ({layer.OutputSize}) = {ActivationCode.Applied(layer.Activation, n.Z)}{ActivationText.Definition(layer, n.Z)}");
        w.Line($"// {ActivationText.Kept(layer)}");
        if (layer.HasKernels)
        {
            w.Line(DensePlanText.Forward(layer, v));
        }
    }

    private static void EmitLoop(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
        {
            bool isLong = LongSums.Cuts(layer.InputSize, v.ElementSize);
            string sum = isLong ? "zInDouble" : "z";
            w.Line(
                $"{(isLong ? "double" : v.T)} {sum} = {(layer.HasBias ? n.B + "[j]" : v.Literal(0))};"
                + (isLong ? " // Of so many terms a float would lose digits." : ""));
            using (w.Block($"for (int i = 0; i < {layer.InputSize}; i++)"))
            {
                string weight = $"{n.W}[i * {layer.Weights.ColumnStride} + j]";
                w.Line($"{sum} += {(isLong ? v.AsDouble(weight) : weight)} * {n.X}[i];");
            }

            w.Line();
            if (isLong)
            {
                w.Line($"{v.T} z = ({v.T})zInDouble;");
            }

            ActivationCode.EmitStore(w, v, layer, "j", "z");
        }
    }

    private static void EmitWrittenOut(CodeWriter w, Vocabulary v, DensePlan layer, LayerNames n)
    {
        for (int j = 0; j < layer.OutputSize; j++)
        {
            w.Line($"{v.T} {n.Z}_{j} = {WeightedSum(layer, n, j)};");
        }

        w.Line();
        for (int j = 0; j < layer.OutputSize; j++)
        {
            ActivationCode.EmitStore(w, v, layer, LayerNames.Text(j), $"{n.Z}_{j}");
        }
    }

    private static string WeightedSum(DensePlan layer, LayerNames n, int unit)
    {
        IEnumerable<string> products = Enumerable.Range(0, layer.InputSize)
            .Select(i => $"{n.W}[{(i * layer.Weights.ColumnStride) + unit}] * {n.X}[{i}]");
        return string.Join(" + ", layer.HasBias ? products.Prepend($"{n.B}[{unit}]") : products);
    }
}
