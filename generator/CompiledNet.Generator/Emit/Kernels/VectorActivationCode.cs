using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>Activations and their derivatives as expressions of whole registers. Softmax couples the units of a sample: it has none.</summary>
internal static class VectorActivationCode
{
    /// <summary>The <see cref="Weight"/> that a method can bear.</summary>
    public const int MostWeight = 24;

    /// <summary>Whether σ is cheap enough to be applied as a sum leaves its register.</summary>
    public static bool IsCheap(Activation activation) =>
        activation is Activation.Identity or Activation.ReLU or Activation.LeakyReLU;

    /// <summary>
    /// What σ takes of the JIT's budget for inlining, in parts of <see cref="MostWeight"/>: measured as the number of times that a method of
    /// small layers can contain it before operations on registers stay calls.
    /// </summary>
    public static int Weight(Activation activation, Precision precision)
    {
        bool isSingle = precision == Precision.Single;
        return activation switch
        {
            Activation.Identity or Activation.ReLU or Activation.LeakyReLU => 0,
            Activation.HardSigmoid or Activation.HardSwish => 1,
            Activation.Sigmoid => isSingle ? 6 : 12,
            Activation.Tanh => isSingle ? 8 : 12,
            Activation.GELU => isSingle ? 12 : 24,
            _ => isSingle ? 8 : 16,
        };
    }

    /// <summary>σ(z) as an expression.</summary>
    public static string Expression(Vocabulary v, LayerPlan layer, string z) => layer.Activation switch
    {
        Activation.Identity => z,
        Activation.ReLU => $"{Function(v, "ReLU")}({z})",
        Activation.LeakyReLU => $"{Function(v, "LeakyReLU")}({z}, {v.Literal(layer.Slope)})",
        Activation.Sigmoid => $"{Function(v, "Sigmoid")}({z})",
        Activation.Tanh => $"{Function(v, "Tanh")}({z})",
        Activation.ELU => $"{Function(v, "Elu")}({z}, {v.Literal(layer.Slope)})",
        Activation.SELU => $"{Function(v, "Selu")}({z})",
        Activation.Softplus => $"{Function(v, "Softplus")}({z})",
        Activation.GELU => $"{Function(v, "Gelu")}({z})",
        Activation.SiLU => $"{Function(v, "Silu")}({z})",
        Activation.Mish => $"{Function(v, "Mish")}({z})",
        Activation.HardSigmoid => $"{Function(v, "HardSigmoid")}({z})",
        Activation.HardSwish => $"{Function(v, "HardSwish")}({z})",
        _ => throw None(layer.Activation),
    };

    /// <summary>
    /// ∂L/∂a ⊙ σ′(z) as an expression of ∂L/∂a and of what the step keeps: z where <see cref="ActivationPlan.DerivativeNeedsPreActivation"/>
    /// says so, else a.
    /// </summary>
    public static string Delta(Vocabulary v, LayerPlan layer, string d, string kept)
    {
        string one = $"{KernelWriter.V}.Create({v.Literal(1)})";
        return layer.Activation switch
        {
            Activation.Identity => d,
            Activation.ReLU => $"{KernelWriter.V}.WhereNotPositive({kept}, {KernelWriter.V}.Zero, {d})",
            Activation.LeakyReLU =>
                $"{KernelWriter.V}.WhereNotPositive({kept}, {d} * {KernelWriter.V}.Create({v.Literal(layer.Slope)}), {d})",
            Activation.Sigmoid => $"{d} * ({kept} * ({one} - {kept}))",
            Activation.Tanh => $"{d} * ({one} - {kept} * {kept})",
            Activation.ELU => $"{Function(v, "EluDelta")}({d}, {kept}, {v.Literal(layer.Slope)})",
            Activation.SELU => $"{Function(v, "SeluDelta")}({d}, {kept})",
            Activation.Softplus => $"{Function(v, "SoftplusDelta")}({d}, {kept})",
            Activation.GELU => $"{Function(v, "GeluDelta")}({d}, {kept})",
            Activation.SiLU => $"{Function(v, "SiluDelta")}({d}, {kept})",
            Activation.Mish => $"{Function(v, "MishDelta")}({d}, {kept})",
            Activation.HardSigmoid => $"{Function(v, "HardSigmoidDelta")}({d}, {kept})",
            Activation.HardSwish => $"{Function(v, "HardSwishDelta")}({d}, {kept})",
            _ => throw None(layer.Activation),
        };
    }

    private static string Function(Vocabulary v, string name) =>
        $"{v.Type("VectorActivations")}.{name}<{KernelWriter.V}, {v.T}>";

    private static ArgumentOutOfRangeException None(Activation activation) => new(nameof(activation), activation, null);
}
