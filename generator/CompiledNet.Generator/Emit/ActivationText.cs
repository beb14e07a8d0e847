using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>What the comments say of an activation: what it is, and which of z and a a training step keeps of it, and why.</summary>
internal static class ActivationText
{
    /// <summary>σ(z) as a formula, after its name; empty where the name says it.</summary>
    public static string Definition(LayerPlan layer, string z)
    {
        string formula = layer.Function.Definition(ShortestNumber.Of(layer.Slope));
        return formula.Length == 0 ? "" : " = " + formula.Replace("z", z);
    }

    /// <summary>A sentence on what a training step keeps of a layer.</summary>
    public static string Kept(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        string own = $"{n.A} is kept for what follows";
        return layer.PreActivation switch
        {
            PreActivationUse.Derivative => $"{n.Z} is kept beside {n.A}, because {layer.Function.DerivativeFormula} cannot be had from {n.A} alone.",
            PreActivationUse.Loss => $"{n.Z} is kept beside {n.A}: the loss is computed from it.",
            PreActivationUse.Watch => $"{n.Z} is kept beside {n.A} for OnForward.",
            PreActivationUse.Padding =>
                $"{n.Z} is kept beside {n.A}, because the kernels write whole registers, and {n.A}, the caller's ŷ, has no room for padding.",
            _ => layer.Function.WhyNotZ is { } reason ? $"{own}, {n.Z} is not: {reason}." : $"{own}, and is {n.Z}.",
        };
    }

    /// <summary>Writes the comment that derives δ from ∂L/∂a; of the output layer nothing, whose δ comes from the loss.</summary>
    public static void EmitDeltaEquation(CodeWriter w, LayerPlan layer)
    {
        if (layer.IsLast)
        {
            return;
        }

        var n = new LayerNames(layer);
        int units = layer.OutputSize;
        Model.Shape shape = layer.Output.Shape;
        string product = layer.Activation switch
        {
            Activation.Identity => $"∂L/∂{n.A} ({shape}): {n.A} is {n.Z}",
            Activation.Softmax => $"Jᵀ ({units}×{units}) · ∂L/∂{n.A} ({shape}), J_ik = ∂{n.A}[i]/∂{n.Z}[k]: each {n.Z} moves every {n.A}",
            _ => $"∂L/∂{n.A} ({shape}) ⊙ {ActivationCode.Derivative(layer.Activation, n.Z)} ({shape}), because {n.Z}[j] reaches L only through {n.A}[j]; "
                + layer.Function.DerivativeFormula,
        };
        w.Line($"//   δ{layer.Index} ({shape}) = ∂L/∂{n.Z} = {product}");
    }
}
