using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Each activation as a formula for comments, an expression of z, and a step from ∂L/∂a to δ.</summary>
internal static class ActivationCode
{
    /// <summary>The activation's name in an equation.</summary>
    public static string Symbol(Activation activation) => activation switch
    {
        Activation.Identity => "",
        Activation.Sigmoid => "sigmoid",
        Activation.Tanh => "tanh",
        Activation.Softmax => "softmax",
        Activation.Softplus => "softplus",
        _ => activation.ToString(),
    };

    /// <summary>σ applied to an argument, in a comment.</summary>
    public static string Applied(Activation activation, string argument) =>
        activation == Activation.Identity ? argument : Symbol(activation) + "(" + argument + ")";

    /// <summary>σ′(z) by the activation's own name, in a comment.</summary>
    public static string Derivative(Activation activation, string z) => $"{Symbol(activation)}′({z})";

    /// <summary>The derivative in words of the notes, with the reason why it is computed from what it is computed from.</summary>
    public static string DerivativeFormula(LayerPlan layer) => layer.Activation switch
    {
        Activation.Identity => "σ′ = 1",
        Activation.Sigmoid => "sigmoid′(z) = a (1 − a)",
        Activation.ReLU => "ReLU′(z) = 1 for a > 0, else 0",
        Activation.LeakyReLU => "LeakyReLU′(z) = 1 for a > 0, else the slope",
        Activation.Tanh => "tanh′(z) = 1 − a²",
        Activation.Softmax => "J_ik = ∂a_i/∂z_k = a_i (1 if i = k else 0, less a_k): δ_i = a_i (∂L/∂a_i − Σ_k ∂L/∂a_k a_k)",
        Activation.ELU => "ELU′(z) = 1 for z > 0, else α e^z",
        Activation.SELU => "SELU′(z) = λ for z > 0, else λ α e^z",
        Activation.Softplus => "softplus′(z) = sigmoid(z)",
        Activation.GELU => "GELU′(z) = Φ(z) + z φ(z)",
        Activation.SiLU => "SiLU′(z) = sigmoid(z) (1 + z (1 − sigmoid(z)))",
        Activation.Mish => "Mish′(z) = t + z (1 − t²) sigmoid(z), with t = tanh(softplus(z))",
        Activation.HardSigmoid => "HardSigmoid′(z) = 1/6 for −3 < z < 3, else 0",
        Activation.HardSwish => "HardSwish′(z) = z/3 + ½ for −3 < z < 3, 0 below, 1 above",
        _ => throw Unknown(layer.Activation),
    };

    /// <summary>σ(z) as an expression; z is the name of a local. Softmax, which couples units, is <see cref="EmitSoftmax"/>.</summary>
    public static string Expression(Vocabulary v, LayerPlan layer, string z) => layer.Activation switch
    {
        Activation.Identity => z,
        Activation.ReLU => $"{z} <= {v.Literal(0)} ? {v.Literal(0)} : {z}",
        Activation.LeakyReLU => $"{z} > {v.Literal(0)} ? {z} : {v.Literal(layer.Slope)} * {z}",
        Activation.Tanh => $"{v.MathClass}.Tanh({z})",
        Activation.ELU => $"{v.Type("Activations")}.Elu({z}, {v.Literal(layer.Slope)})",
        Activation.Sigmoid => $"{v.Type("Activations")}.Sigmoid({z})",
        Activation.SELU => $"{v.Type("Activations")}.Selu({z})",
        Activation.Softplus => $"{v.Type("Activations")}.Softplus({z})",
        Activation.GELU => $"{v.Type("Activations")}.Gelu({z})",
        Activation.SiLU => $"{v.Type("Activations")}.Silu({z})",
        Activation.Mish => $"{v.Type("Activations")}.Mish({z})",
        Activation.HardSigmoid => $"{v.Type("Activations")}.HardSigmoid({z})",
        Activation.HardSwish => $"{v.Type("Activations")}.HardSwish({z})",
        _ => throw Unknown(layer.Activation),
    };

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
            w.Line($"{n.A}[{unit}] = {Expression(v, layer, z)};");
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
        w.Line(isLong ? "double sumInDouble = 0d; // Of so many terms a float would lose digits." : $"{v.T} sum = {v.Literal(0)};");
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
            ? $"// δ{layer.Index} = Jᵀ · ∂L/∂a{layer.Index}, where {DerivativeFormula(layer)}"
            : $"// δ{layer.Index} = ∂L/∂a{layer.Index} ⊙ {Derivative(layer.Activation, n.Z)}, where {DerivativeFormula(layer)}");
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
        w.Line(isLong ? "double dotInDouble = 0d; // Of so many terms a float would lose digits." : $"{v.T} dot = {v.Literal(0)};");
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

    private static string DeltaStatement(Vocabulary v, LayerPlan layer, LayerNames n, string j)
    {
        string delta = $"{n.Delta}[{j}]";
        string a = $"{n.A}[{j}]";
        string z = $"{n.Z}[{j}]";
        return layer.Activation switch
        {
            Activation.Sigmoid => $"{delta} *= {a} * ({v.Literal(1)} - {a});",
            Activation.ReLU => $"{delta} = {a} <= {v.Literal(0)} ? {v.Literal(0)} : {delta};",
            Activation.LeakyReLU => $"{delta} *= {a} > {v.Literal(0)} ? {v.Literal(1)} : {v.Literal(layer.Slope)};",
            Activation.Tanh => $"{delta} *= {v.Literal(1)} - {a} * {a};",
            Activation.ELU => $"{delta} *= {z} > {v.Literal(0)} ? {v.Literal(1)} : {v.Literal(layer.Slope)} * {v.MathClass}.Exp({z});",
            Activation.SELU =>
                $"{delta} *= {z} > {v.Literal(0)} ? {v.Literal(SeluLambda)} : {v.Literal(SeluLambda * SeluAlpha)} * {v.MathClass}.Exp({z});",
            Activation.Softplus => $"{delta} *= {v.Type("Activations")}.Sigmoid({z});",
            Activation.GELU => $"{delta} *= {v.Type("Activations")}.GeluDerivative({z});",
            Activation.SiLU => $"{delta} *= {v.Type("Activations")}.SiluDerivative({z});",
            Activation.Mish => $"{delta} *= {v.Type("Activations")}.MishDerivative({z});",
            Activation.HardSigmoid => $"{delta} *= {v.Type("Activations")}.HardSigmoidDerivative({z});",
            Activation.HardSwish => $"{delta} *= {v.Type("Activations")}.HardSwishDerivative({z});",
            _ => throw Unknown(layer.Activation),
        };
    }

    // Klambauer et al., Self-Normalizing Neural Networks, 2017.
    private const double SeluLambda = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    private static ArgumentOutOfRangeException Unknown(Activation activation) => new(nameof(activation), activation, null);
}
