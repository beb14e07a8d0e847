using CompiledNet.Generator.Losses;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>A loss that works output by output as a struct, over which the library's kernels are generic.</summary>
internal static class OutputFunctionCode
{
    /// <summary>The name of the struct.</summary>
    public const string Name = "LossOfOutput";

    /// <summary>Whether the loss and its derivative are computed number by number in registers.</summary>
    public static bool Has(NetworkPlan plan) => plan.OutputLayer.OutputSize is not 2 and not 3 && IsElementwise(plan);

    // Two or three outputs fill no register and are in none at the end of a row: the loops of the main file are faster.
    private static bool IsElementwise(NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        || (plan.Output == OutputStep.Chained && LossFunction.Of(plan.Loss).HasVectorCode);

    /// <summary>Whether the struct's δ is complete: σ′ is 1, a function of ŷ, or has cancelled.</summary>
    public static bool DeltaIsComplete(NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        || !ActivationDerivativeKernel.Has(plan.OutputLayer)
        || IsOfOutput(plan.OutputLayer);

    /// <summary>Whether σ′ is a function of each ŷ alone.</summary>
    public static bool IsOfOutput(LayerPlan layer) =>
        ElementFunctionCode.Has(layer) && !layer.Function.DerivativeNeedsZ;

    public static void Emit(CodeWriter w, Vocabulary v, NetworkPlan plan)
    {
        const string V = KernelWriter.V;
        w.Line($"// The share of one output in the loss, in double, and {(DeltaIsComplete(plan) ? "its δ" : "its ∂L/∂ŷ")}.");
        using (w.Block($"private readonly struct {Name} : {v.Type("IOutputFunction")}<{v.T}>"))
        {
            EmitMethod(w, v, $"{V} Loss<{V}>({V} output, {V} y)", $"{v.Type("ISimd")}<{V}, double>", LossOf(v, plan));
            w.Line();
            string gradient = Gradient(v, plan);
            bool derives = plan.Output == OutputStep.Chained && IsOfOutput(plan.OutputLayer);
            string delta = derives ? $"{ElementFunctionCode.Name(v, plan.OutputLayer)}.Derive({gradient}, output)" : gradient;
            EmitMethod(w, v, $"{V} Delta<{V}>({V} output, {V} y, {V} scale)", $"{v.Type("ISimd")}<{V}, {v.T}>", delta);
        }
    }

    private static string LossOf(Vocabulary v, NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        ? $"{v.Type("VectorLosses")}.BinaryCrossEntropyFromLogit(output, y)"
        : LossFunction.Of(plan.Loss).VectorLoss(v);

    private static string Gradient(Vocabulary v, NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        ? "(output - y) * scale"
        : LossFunction.Of(plan.Loss).VectorDerivative(v);

    private static void EmitMethod(CodeWriter w, Vocabulary v, string signature, string constraint, string expression)
    {
        w.Line(v.Inlined);
        w.Line($"public static {signature}");
        using (w.Indent())
        {
            w.Line($"where {KernelWriter.V} : struct, {constraint} => {expression};");
        }
    }
}
