using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>
/// Writes inference of one sample: all layers in one method, since for a small network the calls would cost as much as the
/// arithmetic, and once for each width, in the runtime's own vector operations: they are no calls that an inliner could run out of budget for.
/// </summary>
internal sealed class SampleInferenceEmitter(CodeWriter w, Vocabulary v, NetworkPlan plan)
{
    public const string MethodName = "InferSample";

    // A method of more would have too many locals for the JIT.
    private const int MostLayersOfMethod = SampleProductPlan.MostLayersHeld;

    private int WidestLayer => plan.Layers.Max(layer => layer.Stride);

    public void Emit()
    {
        w.Line("// Whether one sample takes the way of InferSample: where multiply and add are one operation.");
        w.Line($"internal static bool InferSamples => {v.Type("Simd128")}<{v.T}>.IsSupported && {v.Type("Simd128")}<{v.T}>.HasFma;");
        w.Line();
        EmitDispatch();
        foreach (int bits in Widths())
        {
            w.Line();
            EmitMethod(new Registers(v, bits));
        }
    }

    private IEnumerable<int> Widths() =>
        Registers.Widths.Where(bits => bits == 128 || new Registers(v, bits).Count <= WidestLayer);

    private void EmitDispatch()
    {
        w.Line("// Inference of one sample.");
        using (w.Block(
            $"internal static void {MethodName}({v.ReadOnlySpan} parameters, {v.ReadOnlySpan} input, {v.Span} output, {v.Span} scratch)"))
        {
            EmitReference("p", "parameters", plan.ParameterLength);
            EmitReference("x", "input", plan.Inputs);
            EmitReference("y", "output", plan.OutputSize);
            EmitReference("h", "scratch", plan.HoldsSample ? 0 : plan.Scratch.Length);
            foreach (int bits in Widths())
            {
                string call = $"{MethodName}{bits}(ref p, ref x, ref y, ref h);";
                if (bits == 128)
                {
                    w.Line(call);
                    continue;
                }

                using (w.Block($"if ({new Registers(v, bits).Simd}.IsSupported)"))
                {
                    w.Line(call);
                    w.Line("return;");
                }

                w.Line();
            }
        }
    }

    private void EmitReference(string local, string span, int length) =>
        w.Line($"ref {v.T} {local} = ref {v.Type("MemoryMarshal")}.GetReference({span}.Slice(0, {length}));");

    private void EmitMethod(Registers registers)
    {
        string name = MethodName + LayerNames.Text(registers.Bits);
        if (plan.Layers.Count <= MostLayersOfMethod)
        {
            EmitPart(name, registers, plan.Layers);
            return;
        }

        List<List<LayerPlan>> parts = [.. plan.Layers
            .GroupBy(layer => (layer.Index - 1) / MostLayersOfMethod)
            .Select(group => group.ToList())];
        using (w.Block(Header(name)))
        {
            for (int i = 0; i < parts.Count; i++)
            {
                w.Line($"{name}Part{i + 1}(ref p, ref x, ref y, ref h);");
            }
        }

        for (int i = 0; i < parts.Count; i++)
        {
            w.Line();
            EmitPart($"{name}Part{i + 1}", registers, parts[i]);
        }
    }

    private string Header(string name) => $"private static void {name}(ref {v.T} p, ref {v.T} x, ref {v.T} y, ref {v.T} h)";

    private void EmitPart(string name, Registers registers, IEnumerable<LayerPlan> layers)
    {
        const string Space = "global::System.Runtime.CompilerServices.";
        w.Line($"[{Space}MethodImpl({Space}MethodImplOptions.AggressiveOptimization | {Space}MethodImplOptions.NoInlining)]");
        using (w.Block(Header(name)))
        using (w.Block("unchecked"))
        {
            bool isFirst = true;
            foreach (LayerPlan layer in layers)
            {
                if (!isFirst)
                {
                    w.Line();
                }

                isFirst = false;
                LayerKind.Of(layer).EmitSampleForward(w, v, layer, registers.AtMost(layer.Stride), Place(layer, registers));
            }
        }
    }

    private SamplePlace Place(LayerPlan layer, Registers registers) => new(
        layer.IsFirst ? "x" : Region(layer.Index - 1),
        layer.IsLast && layer.Stride == layer.OutputSize ? "y" : Region(layer.Index),
        plan.HoldsSample,
        layer.IsFirst || !plan.HoldsSample ? null : Held(plan.Layers[layer.Index - 2], registers),
        layer.IsLast || !plan.HoldsSample ? null : Held(layer, registers));

    private static HeldSample Held(LayerPlan layer, Registers registers) => new(layer.Index, registers.AtMost(layer.Stride));

    // Hidden activations alternate between the two regions of scratch memory.
    private string Region(int layer) =>
        layer % 2 == 1 || plan.Scratch.OddLength == 0 ? "h" : $"{v.Type("Unsafe")}.Add(ref h, {plan.Scratch.OddLength})";
}

/// <summary>Where a layer reads and writes one sample, as references without the word ref.</summary>
/// <param name="Input">The input of the layer.</param>
/// <param name="Output">Room for whole registers of its activations, or y where those are whole.</param>
/// <param name="IsHeld">Whether the sample stays in registers all the way.</param>
/// <param name="HeldInput">The registers that hold the input instead, or null.</param>
/// <param name="HeldOutput">The registers that are to hold the activations instead, or null.</param>
internal sealed record SamplePlace(string Input, string Output, bool IsHeld, HeldSample? HeldInput, HeldSample? HeldOutput);

/// <summary>The activations of a layer in registers that outlive it.</summary>
internal sealed record HeldSample(int Layer, Registers Registers)
{
    public string Register(int index) => $"a{LayerNames.Text(Layer)}_{LayerNames.Text(index)}";

    public string Element(int unit) => Registers.Element(Register(unit / Registers.Count), unit % Registers.Count);
}
