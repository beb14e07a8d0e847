using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>What the main file does with an activation: a = σ(z), and the step from ∂L/∂a to δ.</summary>
internal static class ActivationCode
{
    /// <summary>σ applied to an argument, in a comment.</summary>
    public static string Applied(Activation activation, string argument) =>
        activation == Activation.Identity ? argument : $"{ActivationFunction.Of(activation).Symbol}({argument})";

    /// <summary>σ′(z) by the activation's own name, in a comment.</summary>
    public static string Derivative(Activation activation, string z) => $"{ActivationFunction.Of(activation).Symbol}′({z})";

    /// <summary>Writes what a loop over the units does with z of one of them: z is kept if it must be, and a = σ(z), but for a softmax.</summary>
    /// <remarks>Softmax needs the z of all units before it can give one a; they wait in a, or in z.</remarks>
    public static void EmitStore(CodeWriter w, Vocabulary v, LayerPlan layer, string unit, string z)
    {
        var n = new LayerNames(layer);
        bool isSoftmax = layer.Activation == Activation.Softmax;
        if (layer.KeepsPreActivation)
        {
            w.Line($"{n.Z}[{unit}] = {z};");
        }
        else if (isSoftmax)
        {
            w.Line($"{n.A}[{unit}] = {z};");
        }

        if (!isSoftmax)
        {
            w.Line($"{n.A}[{unit}] = {layer.Function.Expression(v, layer.Slope, z)};");
        }
    }

    /// <summary>Writes a = softmax(z) for one sample; z and a may be the same span.</summary>
    public static void EmitSoftmax(CodeWriter w, Vocabulary v, string z, string a, int units)
    {
        w.Line($"// {a} = e^({z} − max) / Σ e^({z} − max): without the maximum e^z would overflow.");
        w.Line($"{v.T} max = {z}[0];");
        using (w.Block($"for (int j = 1; j < {units}; j++)"))
        {
            w.Line($"max = {v.MathClass}.Max(max, {z}[j]);");
        }

        w.Line();
        bool isLong = LongSums.Cuts(units, v.ElementSize);
        w.Line(isLong ? "double sumInDouble = 0; // Of so many terms a float would lose digits." : $"{v.T} sum = {v.Literal(0)};");
        using (w.Block($"for (int j = 0; j < {units}; j++)"))
        {
            w.Line($"{a}[j] = {v.MathClass}.Exp({z}[j] - max);");
            w.Line($"{(isLong ? "sumInDouble" : "sum")} += {a}[j];");
        }

        w.Line();
        if (isLong)
        {
            w.Line($"{v.T} sum = ({v.T})sumInDouble;");
        }

        using (w.Block($"for (int j = 0; j < {units}; j++)"))
        {
            w.Line($"{a}[j] /= sum;");
        }
    }

    /// <summary>Writes δ = ∂L/∂a ⊙ σ′(z) for one sample, in place: the span called delta holds ∂L/∂a before and δ after.</summary>
    public static void EmitDelta(CodeWriter w, Vocabulary v, LayerPlan layer)
    {
        var n = new LayerNames(layer);
        if (layer.Activation == Activation.Identity)
        {
            return;
        }

        w.Line(layer.Activation == Activation.Softmax
            ? $"// δ{layer.Index} = Jᵀ · ∂L/∂a{layer.Index}, where {layer.Function.DerivativeFormula}"
            : $"// δ{layer.Index} = ∂L/∂a{layer.Index} ⊙ {Derivative(layer.Activation, n.Z)}, where {layer.Function.DerivativeFormula}");
        if (layer.Activation == Activation.Softmax)
        {
            EmitSoftmaxDelta(w, v, n, layer.OutputSize);
        }
        else if (layer.IsWrittenOut)
        {
            for (int j = 0; j < layer.OutputSize; j++)
            {
                w.Line(DeltaStatement(v, layer, n, LayerNames.Text(j)));
            }
        }
        else
        {
            using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
            {
                w.Line(DeltaStatement(v, layer, n, "j"));
            }
        }
    }

    private static void EmitSoftmaxDelta(CodeWriter w, Vocabulary v, LayerNames n, int units)
    {
        bool isLong = LongSums.Cuts(units, v.ElementSize);
        string first = n.Delta + "[k]";
        w.Line(isLong ? "double dotInDouble = 0; // Of so many terms a float would lose digits." : $"{v.T} dot = {v.Literal(0)};");
        using (w.Block($"for (int k = 0; k < {units}; k++)"))
        {
            w.Line(isLong ? $"dotInDouble += {v.AsDouble(first)} * {n.A}[k];" : $"dot += {first} * {n.A}[k];");
        }

        w.Line();
        if (isLong)
        {
            w.Line($"{v.T} dot = ({v.T})dotInDouble;");
        }

        using (w.Block($"for (int j = 0; j < {units}; j++)"))
        {
            w.Line($"{n.Delta}[j] = {n.A}[j] * ({n.Delta}[j] - dot);");
        }
    }

    private static string DeltaStatement(Vocabulary v, LayerPlan layer, LayerNames n, string j) =>
        layer.Function.DeltaStatement(v, layer.Slope, $"{n.Delta}[{j}]", $"{n.A}[{j}]", $"{n.Z}[{j}]");
}
