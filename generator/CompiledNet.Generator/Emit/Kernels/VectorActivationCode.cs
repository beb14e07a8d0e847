using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>Activations and their derivatives as expressions of whole registers, for those that have one.</summary>
internal static class VectorActivationCode
{
    /// <summary>Whether σ is cheap enough to be applied as a sum leaves its register.</summary>
    public static bool IsCheap(Activation activation) =>
        activation is Activation.Identity or Activation.ReLU or Activation.LeakyReLU;

    /// <summary>σ(z) as an expression, or null where it is computed number by number.</summary>
    public static string? Expression(Vocabulary v, LayerPlan layer, string z) => layer.Activation switch
    {
        Activation.Identity => z,
        Activation.ReLU => $"{Function(v, "ReLU")}({z})",
        Activation.LeakyReLU => $"{Function(v, "LeakyReLU")}({z}, {v.Literal(layer.Slope)})",
        Activation.Sigmoid => $"{Function(v, "Sigmoid")}({z})",
        Activation.Tanh => $"{Function(v, "Tanh")}({z})",
        _ => null,
    };

    /// <summary>∂L/∂a ⊙ σ′(z) as an expression of ∂L/∂a and a, or null where it is computed number by number.</summary>
    public static string? Delta(Vocabulary v, LayerPlan layer, string d, string a)
    {
        string one = $"{KernelWriter.V}.Create({v.Literal(1)})";
        return layer.Activation switch
        {
            Activation.ReLU => $"{KernelWriter.V}.WhereNotPositive({a}, {KernelWriter.V}.Zero, {d})",
            Activation.LeakyReLU => $"{KernelWriter.V}.WhereNotPositive({a}, {d} * {KernelWriter.V}.Create({v.Literal(layer.Slope)}), {d})",
            Activation.Sigmoid => $"{d} * ({a} * ({one} - {a}))",
            Activation.Tanh => $"{d} * ({one} - {a} * {a})",
            _ => null,
        };
    }

    private static string Function(Vocabulary v, string name) =>
        $"{v.Type("VectorActivations")}.{name}<{KernelWriter.V}, {v.T}>";
}
