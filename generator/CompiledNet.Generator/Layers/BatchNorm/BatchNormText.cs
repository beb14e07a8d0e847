using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.BatchNorm;

/// <summary>A batch normalization in the main file.</summary>
internal sealed class BatchNormText(CodeWriter w, Vocabulary v, BatchNormPlan layer)
{
    private readonly LayerNames _n = new(layer);

    private string N => layer.Moments.Name;

    private string Epsilon => ShortestNumber.Of(layer.Epsilon);

    private string Formula => $"γ ⊙ ({_n.X} − μ) / √(v + ε) + β, ε = {Epsilon}";

    public void EmitForward()
    {
        w.Line("//   μ and v: in training mean and variance of each channel over the samples, of which the running averages get their share; else those averages");
        new UnitwiseText(w, v, layer)
        {
            Formula = Formula,
            Element = $"gamma[j] * (({_n.X}[j] - mu[j]) * inverse[j]) + beta[j]",
            EmitParameters = EmitParameters,
        }.EmitForward(layer.Forward, [layer.Measure, layer.Normalize], EmitMeasure);
    }

    public void EmitInference()
    {
        w.Line("// In inference μ and v are the running averages.");
        new UnitwiseText(w, v, layer)
        {
            Formula = Formula,
            Element = $"gamma[j] * (({_n.X}[j] - runningMean[j]) * ({v.Literal(1)} / {v.MathClass}.Sqrt(runningVariance[j] + {v.Literal(layer.Epsilon)}))) + beta[j]",
            EmitParameters = () =>
            {
                EmitParameters();
                w.Line($"{v.ReadOnlySpan} runningMean = parameters.Slice({layer.RunningMean.Offset}, {layer.OutputSize});");
                w.Line($"{v.ReadOnlySpan} runningVariance = parameters.Slice({layer.RunningVariance.Offset}, {layer.OutputSize});");
            },
        }.EmitForward(layer.Inference);
    }

    public void EmitBackward(string gradients, string inputGradient)
    {
        string normalized = $"(({_n.X}[j] - mu[j]) * inverse[j])";
        new UnitwiseText(w, v, layer)
        {
            Formula = "",
            Element = "",
            EmitParameters = () =>
            {
                w.Line($"{v.ReadOnlySpan} gamma = parameters.Slice({layer.Scale.Offset}, {layer.OutputSize});");
                EmitMoments(v.ReadOnlySpan, "workspace.");
            },
        }.EmitBackward(
            [
                $"{gradients}, summed over the samples, with x̂ = ({_n.X} − μ) / √(v + ε)",
                $"∂L/∂{_n.X} ({layer.InputSize}) = {inputGradient}: in training μ and v depend on every sample; else the last two terms are 0",
            ],
            layer.InputValues,
            gradient: _ => $"({_n.Delta}[j] - sum[j] * perSample - {normalized} * product[j] * perSample) * (gamma[j] * inverse[j])",
            emitGradients: () =>
            {
                GradientsText.EmitSpan(w, v, layer, "dgamma", layer.Scale);
                GradientsText.EmitSpan(w, v, layer, "dbeta", layer.Biases);
            },
            emitBefore: () => EmitSums(normalized));
    }

    private void EmitParameters()
    {
        w.Line($"{v.ReadOnlySpan} gamma = parameters.Slice({layer.Scale.Offset}, {layer.OutputSize});");
        w.Line($"{v.ReadOnlySpan} beta = parameters.Slice({layer.Biases.Offset}, {layer.OutputSize});");
    }

    private void EmitMoments(string type, string owner)
    {
        w.Line($"{type} mu = {owner}{N}.Slice(0, {layer.OutputSize});");
        w.Line($"{type} inverse = {owner}{N}.Slice({layer.Lanes}, {layer.OutputSize}); // 1 / √(v + ε)");
    }

    private void EmitMeasure()
    {
        string share = ShortestNumber.Of(layer.Momentum) + "d";
        string x = $"{LayerNames.BatchOf(layer.Input.Value)}[s * {layer.InputStride} + j]";
        EmitMoments(v.Span, "");
        w.Line($"{v.Span} runningMean = parameters.Slice({layer.RunningMean.Offset}, {layer.OutputSize});");
        w.Line($"{v.Span} runningVariance = parameters.Slice({layer.RunningVariance.Offset}, {layer.OutputSize});");
        using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
        {
            using (w.Block("if (!training)"))
            {
                w.Line("mu[j] = runningMean[j];");
                w.Line($"inverse[j] = {v.Literal(1)} / {v.MathClass}.Sqrt(runningVariance[j] + {v.Literal(layer.Epsilon)});");
                w.Line("continue;");
            }

            w.Line();
            w.Line("double mean = 0;");
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"mean += {x};");
            }

            w.Line();
            w.Line("mean /= samples;");
            w.Line("double variance = 0;");
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"variance += ({x} - mean) * ({x} - mean);");
            }

            w.Line();
            w.Line("variance /= samples;");
            w.Line($"mu[j] = ({v.T})mean;");
            w.Line($"inverse[j] = ({v.T})(1d / {v.Type("Math")}.Sqrt(variance + {Epsilon}d));");
            w.Line($"runningMean[j] = ({v.T})((1d - {share}) * runningMean[j] + {share} * mean);");
            using (w.Block("if (samples > 1)"))
            {
                w.Line($"runningVariance[j] = ({v.T})((1d - {share}) * runningVariance[j] + {share} * variance * samples / (samples - 1d));");
            }
        }

        w.Line();
    }

    // δ of all samples, and from it dβ and dγ, on which ∂L/∂input depends.
    private void EmitSums(string normalized)
    {
        w.Line($"{v.Span} sum = workspace.{N}.Slice({2 * layer.Lanes}, {layer.OutputSize});");
        w.Line($"{v.Span} product = workspace.{N}.Slice({3 * layer.Lanes}, {layer.OutputSize});");
        w.Line("sum.Clear();");
        w.Line("product.Clear();");
        using (w.Block("for (int s = 0; s < samples; s++)"))
        {
            w.Line(
                $"{v.ReadOnlySpan} {_n.X} = {TrainingArguments.InputOf(layer.Input.Value)}.Slice(s * {layer.InputStride}, {layer.InputSize});");
            if (layer.StartsFromActivation)
            {
                w.Line($"{v.ReadOnlySpan} {_n.Kept} = workspace.{_n.BatchKept}.Slice(s * {layer.Stride}, {layer.OutputSize});");
            }

            w.Line($"{v.Span} {_n.Delta} = workspace.{_n.BatchDelta}.Slice(s * {layer.Stride}, {layer.OutputSize});");
            w.Line();
            if (layer.StartsFromActivation)
            {
                ActivationCode.EmitDelta(w, v, layer);
                w.Line();
            }

            using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
            {
                w.Line($"sum[j] += {_n.Delta}[j];");
                w.Line($"product[j] += {_n.Delta}[j] * {normalized};");
            }
        }

        w.Line();
        using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
        {
            w.Line("dbeta[j] += sum[j];");
            w.Line("dgamma[j] += product[j];");
        }

        w.Line();
        w.Line($"{v.T} perSample = workspace.WasTraining ? {v.Literal(1)} / samples : {v.Literal(0)};");
    }
}
