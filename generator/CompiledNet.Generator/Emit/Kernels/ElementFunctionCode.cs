using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>A layer's activation as a struct, over which the library's kernels are generic.</summary>
internal static class ElementFunctionCode
{
    /// <summary>Whether the layer has an activation that works number by number.</summary>
    public static bool Has(LayerPlan layer) => layer.Activation is not Activation.Identity and not Activation.Softmax;

    /// <summary>Whether it has a parameter, and so a struct of its own; the others are the library's.</summary>
    public static bool IsOwn(LayerPlan layer) => Has(layer) && layer.Function.DefaultSlope is not null;

    /// <summary>The struct as an argument; empty if there is none.</summary>
    public static string Name(Vocabulary v, LayerPlan layer) => !Has(layer) ? "" : IsOwn(layer) ? OwnName(layer) : $"{v.Type("Element" + layer.Activation)}<{v.T}>";

    /// <summary>What a kernel does to a register before it stores it.</summary>
    public static string OfSums(Vocabulary v, LayerPlan layer) =>
        layer.ActivatesSums && Has(layer) ? Name(v, layer) : $"{v.Type("ElementIdentity")}<{v.T}>";

    /// <summary>A function of two numbers, with what is done to its values before they are stored.</summary>
    public static string OfRows(Vocabulary v, LayerPlan layer, string function) => layer.ActivatesSums && Has(layer)
        ? $"{v.Type("RowActivated")}<{function}, {Name(v, layer)}, {v.T}>"
        : function;

    private static string OwnName(LayerPlan layer) => "ActivationOf" + layer.Name;

    /// <summary>The function that activates a register which holds all that σ couples.</summary>
    public static string OnRegister(Vocabulary v, LayerPlan layer, string register) => layer.Activation == Activation.Softmax
        ? $"{v.Type("SoftmaxRows")}.OfRegister<{ShapeName(layer)}, {register}, {v.T}>"
        : $"{Name(v, layer)}.Activate";

    /// <summary>The name of the shape of the layer's forward product, whose columns are its units.</summary>
    public static string ShapeName(LayerPlan layer) => "ShapeOf" + layer.Name;

    public static void Emit(CodeWriter w, Vocabulary v, LayerPlan layer)
    {
        const string V = KernelWriter.V;
        string kept = layer.Function.DerivativeNeedsZ ? "z" : "a";
        w.Line($"// {layer.Function.DerivativeFormula}");
        using (w.Block($"private readonly struct {OwnName(layer)} : {v.Type("IElementFunction")}<{v.T}>"))
        {
            EmitMethod(w, v, $"{V} Activate<{V}>({V} z)", layer.Function.VectorExpression(v, layer.Slope, "z"));
            w.Line();
            EmitMethod(w, v, $"{V} Derive<{V}>({V} d, {V} {kept})", layer.Function.VectorDelta(v, layer.Slope, "d", kept));
        }
    }

    private static void EmitMethod(CodeWriter w, Vocabulary v, string signature, string expression)
    {
        w.Line(v.Inlined);
        w.Line($"public static {signature}");
        using (w.Indent())
        {
            w.Line($"where {KernelWriter.V} : struct, {v.Type("ISimd")}<{KernelWriter.V}, {v.T}> => {expression};");
        }
    }
}
