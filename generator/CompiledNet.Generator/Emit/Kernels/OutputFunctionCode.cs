using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>A loss that works output by output as a struct, over which the library's kernels are generic.</summary>
internal static class OutputFunctionCode
{
    /// <summary>The name of the struct.</summary>
    public const string Name = "LossOfOutput";

    /// <summary>Whether the loss and its derivative are computed number by number in registers.</summary>
    public static bool Has(NetworkPlan plan) => plan.OutputSize is not 2 and not 3 && IsElementwise(plan);

    // Two or three outputs fill no register and are in none at the end of a row: the loops of the main file are faster.
    private static bool IsElementwise(NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        || (plan.Output == OutputStep.Chained && plan.Loss is not Loss.BinaryCrossEntropy and not Loss.CategoricalCrossEntropy);

    /// <summary>Whether the struct's δ is complete: σ′ is 1, a function of ŷ, or has cancelled.</summary>
    public static bool DeltaIsComplete(NetworkPlan plan) => plan.Output == OutputStep.SigmoidBinaryCrossEntropy
        || !ActivationDerivativeKernel.Has(plan.OutputLayer)
        || IsOfOutput(plan.OutputLayer);

    /// <summary>Whether σ′ is a function of each ŷ alone.</summary>
    public static bool IsOfOutput(LayerPlan layer) =>
        ElementFunctionCode.Has(layer) && !ActivationPlan.DerivativeNeedsPreActivation(layer.Activation);

    public static void Emit(CodeWriter w, Vocabulary v, NetworkPlan plan)
    {
        const string V = KernelWriter.V;
        w.Line($"// The share of one output in the loss, in double, and {(DeltaIsComplete(plan) ? "its δ" : "its ∂L/∂ŷ")}.");
        using (w.Block($"private readonly struct {Name} : {v.Type("IOutputFunction")}<{v.T}>"))
        {
            EmitMethod(w, v, $"{V} Loss<{V}>({V} output, {V} y)", $"{v.Type("ISimd")}<{V}, double>", LossOf(v, plan));
            w.Line();
            string gradient = Gradient(v, plan.Loss);
            bool derives = plan.Output == OutputStep.Chained && IsOfOutput(plan.OutputLayer);
            string delta = derives ? $"{ElementFunctionCode.Name(plan.OutputLayer)}.Derive({gradient}, output)" : gradient;
            EmitMethod(w, v, $"{V} Delta<{V}>({V} output, {V} y, {V} scale)", $"{v.Type("ISimd")}<{V}, {v.T}>", delta);
        }
    }

    private static string LossOf(Vocabulary v, NetworkPlan plan) => plan.Loss switch
    {
        Loss.HalfSquaredError => $"{KernelWriter.V}.Create(0.5d) * (output - y) * (output - y)",
        Loss.SquaredError or Loss.MeanSquaredError => "(output - y) * (output - y)",
        Loss.MeanAbsoluteError => $"{KernelWriter.V}.Abs(output - y)",
        Loss.Huber => $"{v.Type("VectorLosses")}.Huber(output - y)",
        Loss.BinaryCrossEntropy => $"{v.Type("VectorLosses")}.BinaryCrossEntropyFromLogit(output, y)",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Loss, null),
    };

    private static string Gradient(Vocabulary v, Loss loss) => loss switch
    {
        Loss.MeanAbsoluteError => $"{v.Type("VectorLosses")}.SignOf<{KernelWriter.V}, {v.T}>(output - y, scale)",
        Loss.Huber => $"{v.Type("VectorLosses")}.HuberSlope<{KernelWriter.V}, {v.T}>(output - y, scale)",
        _ => "(output - y) * scale",
    };

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
