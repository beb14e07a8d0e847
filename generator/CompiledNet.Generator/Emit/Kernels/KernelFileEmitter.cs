using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>Writes a network's second file: its vector kernels.</summary>
internal static class KernelFileEmitter
{
    /// <summary>The file; null where the network has no kernels.</summary>
    public static string? Emit(NetworkPlan plan)
    {
        if (!plan.HasKernels)
        {
            return null;
        }

        var w = new CodeWriter();
        var v = new Vocabulary(plan.Precision, plan.Type);
        return FileFrame.Emit(w, v, plan.Type, hasReferences: false, () => EmitClass(w, v, plan));
    }

    private static void EmitClass(CodeWriter w, Vocabulary v, NetworkPlan plan)
    {
        w.Line($"#pragma warning disable CS0693 // {KernelWriter.V} may be the name of a type parameter around the class.");
        using (w.Block($"partial class {plan.Type.Name}{plan.Type.TypeParameters}"))
        {
            w.Line("// The same propagation as in the main file, many numbers at a time. Each kernel is generic over the vector register, and the JIT");
            w.Line("// compiles it for the widest that the processor has; the order of every sum is fixed here, so that the width does not change a bit.");
            w.Lines([.. PlanText.Comment(plan)]);
            w.Line(v.GeneratedCode);
            using (w.Block("private static class Kernels"))
            {
                if (plan.HasThreads)
                {
                    w.Line($"internal static bool AreSupported => {v.HasRegisters};");
                    w.Line();
                }

                bool isFirst = true;
                if (plan.HasSampleKernel)
                {
                    new SampleInferenceEmitter(w, v, plan).Emit();
                    isFirst = false;
                }

                foreach (LayerPlan layer in plan.Layers)
                {
                    if (!isFirst)
                    {
                        w.Line();
                    }

                    isFirst = false;
                    LayerKind.Of(layer).EmitKernels(w, v, layer);
                }

                new OutputKernels(w, v, plan).Emit();
                if (plan.HasThreads)
                {
                    new SharedSteps(w, v, plan).Emit();
                }
            }
        }
    }
}
