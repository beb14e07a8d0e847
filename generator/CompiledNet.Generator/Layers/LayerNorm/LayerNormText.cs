using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.LayerNorm;

/// <summary>A layer normalization in the main file.</summary>
internal sealed class LayerNormText(CodeWriter w, Vocabulary v, LayerNormPlan layer)
{
    private readonly LayerNames _n = new(layer);

    private string Moments => layer.Moments.SmallName;

    private UnitwiseText Text(string mean, string inverse, Action emitSample, bool isForward = true) => new(w, v, layer)
    {
        Formula = $"γ ⊙ ({_n.X} − μ) / √(v + ε) + β, with μ and v the mean and the variance of the {layer.OutputSize} numbers of {_n.X}, ε = {ShortestNumber.Of(layer.Epsilon)}",
        Element = $"gamma[j] * (({_n.X}[j] - {mean}) * {inverse}) + beta[j]",
        EmitSample = emitSample,
        EmitParameters = () =>
        {
            w.Line($"{v.ReadOnlySpan} gamma = parameters.Slice({layer.Scale.Offset}, {layer.OutputSize});");
            if (isForward)
            {
                w.Line($"{v.ReadOnlySpan} beta = parameters.Slice({layer.Biases.Offset}, {layer.OutputSize});");
            }
        },
    };

    public void EmitForward()
    {
        Text($"{Moments}[0]", $"{Moments}[1]", () =>
        {
            EmitMoments();
            w.Line($"{Moments}[0] = ({v.T})mean;");
            w.Line($"{Moments}[1] = ({v.T})(1d / {v.Type("Math")}.Sqrt(variance / {layer.OutputSize} + {ShortestNumber.Of(layer.Epsilon)}d));");
        }).EmitForward(layer.Forward);
    }

    public void EmitInference()
    {
        w.Line("// The same for inference, which keeps nothing.");
        Text("mu", "inverse", () =>
        {
            EmitMoments();
            w.Line($"{v.T} mu = ({v.T})mean;");
            w.Line($"{v.T} inverse = ({v.T})(1d / {v.Type("Math")}.Sqrt(variance / {layer.OutputSize} + {ShortestNumber.Of(layer.Epsilon)}d));");
        }).EmitForward(layer.Inference);
    }

    public void EmitBackward(string gradients, string inputGradient)
    {
        string delta = _n.DeltaSymbol;
        string normalized = $"({_n.X}[j] - {Moments}[0]) * {Moments}[1]";
        Text("", "", () => { }, isForward: false).EmitBackward(
            [
                $"{gradients}, summed over the samples, with x̂ = ({_n.X} − μ) / √(v + ε)",
                $"∂L/∂{_n.X} ({layer.InputSize}) = {inputGradient}, with g = γ ⊙ {delta}: μ and v depend on every {_n.X}[j]",
            ],
            layer.InputValues,
            gradient: _ => $"({v.T})((gamma[j] * {_n.Delta}[j] - gMean - {normalized} * gxMean) * {Moments}[1])",
            emitSample: () =>
            {
                w.Line($"{v.ReadOnlySpan} {Moments} = workspace.{layer.Moments.Name}.Slice(s * 2, 2); // μ and 1 / √(v + ε)");
                w.Line("double gMean = 0;");
                w.Line("double gxMean = 0;");
                using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
                {
                    w.Line($"{v.T} normalized = {normalized};");
                    w.Line($"dgamma[j] += {_n.Delta}[j] * normalized;");
                    w.Line($"dbeta[j] += {_n.Delta}[j];");
                    w.Line($"gMean += {v.AsDouble("gamma[j]")} * {_n.Delta}[j] / {layer.OutputSize};");
                    w.Line($"gxMean += {v.AsDouble("gamma[j]")} * {_n.Delta}[j] * normalized / {layer.OutputSize};");
                }

                w.Line();
            },
            emitGradients: () =>
            {
                GradientsText.EmitSpan(w, v, layer, "dgamma", layer.Scale);
                GradientsText.EmitSpan(w, v, layer, "dbeta", layer.Biases);
            });
    }

    private void EmitMoments()
    {
        w.Line("double mean = 0;");
        using (w.Block($"for (int j = 0; j < {layer.InputSize}; j++)"))
        {
            w.Line($"mean += {_n.X}[j];");
        }

        w.Line();
        w.Line($"mean /= {layer.InputSize};");
        w.Line("double variance = 0;");
        using (w.Block($"for (int j = 0; j < {layer.InputSize}; j++)"))
        {
            w.Line($"variance += ({_n.X}[j] - mean) * ({_n.X}[j] - mean);");
        }

        w.Line();
    }
}
