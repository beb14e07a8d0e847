using CompiledNet.Generator.Functions;
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

    // Where the JIT's budget for inlining is used up, activations are calls: the layers, and the widths at which.
    private readonly HashSet<(int Layer, int Bits)> _calls = [];

    private int WidestLayer => plan.Layers.Max(layer => layer.Stride);

    public void Emit()
    {
        w.Line("// Whether one sample takes the way of InferSample: where multiply and add are one operation.");
        w.Line($"internal static bool InferSamples => {v.HasRegisters} && ({v.Type("Fma")}.IsSupported || {v.Type("AdvSimd")}.IsSupported);");
        w.Line();
        EmitDispatch();
        FindCalls();
        foreach (LayerPlan layer in plan.Layers.Where(layer => Widths().Any(bits => _calls.Contains((layer.Index, bits)))))
        {
            EmitApply(layer);
        }

        foreach (int bits in Widths())
        {
            w.Line();
            EmitMethod(new Registers(v, bits));
        }
    }

    private IEnumerable<int> Widths() =>
        Registers.Widths.Where(bits => bits == 128 || new Registers(v, bits).Count <= WidestLayer);

    private void FindCalls()
    {
        foreach (int bits in Widths())
        {
            foreach (IEnumerable<LayerPlan> part in Parts())
            {
                int weight = 0;
                foreach (LayerPlan layer in part)
                {
                    int registers = layer.Stride / new Registers(v, bits).AtMost(layer.Stride).Count;
                    int places = plan.HoldsSample || registers <= Tuning.MostActivatedAtOnce ? registers : 1;
                    int added = places * layer.Function.Weight(plan.Precision);
                    if (weight + added <= ActivationFunction.MostWeight)
                    {
                        weight += added;
                    }
                    else
                    {
                        _calls.Add((layer.Index, bits));
                    }
                }
            }
        }
    }

    private IEnumerable<IEnumerable<LayerPlan>> Parts() => plan.Layers.GroupBy(layer => (layer.Index - 1) / Tuning.MostLayersHeld);

    private void EmitDispatch()
    {
        w.Line("// Inference of one sample.");
        v.CompileAtOnce(w);
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

                using (w.Block($"if ({v.Type($"Vector{bits}")}.IsHardwareAccelerated)"))
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

    // σ as a call.
    private void EmitApply(LayerPlan layer)
    {
        w.Line();
        w.Line(v.Kernel);
        w.Line($"private static {KernelWriter.V} Apply{layer.Name}<{KernelWriter.V}>({KernelWriter.V} z)");
        using (w.Indent())
        {
            w.Line(
                $"where {KernelWriter.V} : struct, {v.Type("ISimd")}<{KernelWriter.V}, {v.T}> => "
                + $"{ElementFunctionCode.OnRegister(v, layer, KernelWriter.V)}(z);");
        }
    }

    private void EmitMethod(Registers wide)
    {
        string name = MethodName + LayerNames.Text(wide.Bits);
        if (plan.Layers.Count <= Tuning.MostLayersHeld)
        {
            EmitPart(name, wide, plan.Layers);
            return;
        }

        List<IEnumerable<LayerPlan>> parts = [.. Parts()];
        v.CompileAtOnce(w);
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
            EmitPart($"{name}Part{i + 1}", wide, parts[i]);
        }
    }

    private string Header(string name) => $"private static void {name}(ref {v.T} p, ref {v.T} x, ref {v.T} y, ref {v.T} h)";

    private void EmitPart(string name, Registers wide, IEnumerable<LayerPlan> layers)
    {
        w.Line(v.Kernel);
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
                LayerKind.Of(layer).EmitSampleForward(w, v, layer, wide, Place(layer, wide));
            }
        }
    }

    private SamplePlace Place(LayerPlan layer, Registers wide) => new(
        new EquatableArray<string>(layer.InputValues.Select(PlaceOf)),
        layer.IsLast && layer.Stride == layer.OutputSize ? "y" : Region(layer),
        plan.HoldsSample,
        layer.Input.Value.IsNetworkInput || !plan.HoldsSample ? null : Held(plan.Layers[layer.Input.Value.Index - 1], wide),
        layer.IsLast || !plan.HoldsSample ? null : Held(layer, wide),
        _calls.Contains((layer.Index, wide.Bits)));

    private static HeldSample Held(LayerPlan layer, Registers wide) => new(layer.Index, wide.AtMost(layer.Stride));

    private string PlaceOf(ValuePlan value)
    {
        if (value.IsNetworkInput)
        {
            return "x";
        }

        LayerPlan layer = plan.Layers[value.Index - 1];
        return layer.Inference is null ? PlaceOf(layer.Input.Value) : Region(layer);
    }

    // The layer's slot of scratch memory.
    private string Region(LayerPlan layer)
    {
        int start = plan.Scratch.StartOf(plan.Scratch.SlotOfLayer[layer.Index - 1]);
        return start == 0 ? "h" : $"{v.Type("Unsafe")}.Add(ref h, {start})";
    }
}

/// <summary>Where a layer reads and writes one sample, as references without the word ref.</summary>
/// <param name="Inputs">The inputs of the layer, each once.</param>
/// <param name="Output">Room for whole registers of its activations, or y where those are whole.</param>
/// <param name="IsHeld">Whether the sample stays in registers all the way.</param>
/// <param name="HeldInput">The registers that hold the input instead, or null.</param>
/// <param name="HeldOutput">The registers that are to hold the activations instead, or null.</param>
/// <param name="CallsActivation">Whether σ is called, since the JIT would not inline all of it.</param>
internal sealed record SamplePlace(
    EquatableArray<string> Inputs, string Output, bool IsHeld, HeldSample? HeldInput, HeldSample? HeldOutput, bool CallsActivation)
{
    /// <summary>The first input of the layer.</summary>
    public string Input => Inputs[0];

}

/// <summary>The activations of a layer in registers that outlive it.</summary>
internal sealed record HeldSample(int Layer, Registers Registers)
{
    public string Register(int index) => $"a{LayerNames.Text(Layer)}_{LayerNames.Text(index)}";

    public string Element(int unit) => Registers.Element(Register(unit / Registers.Count), unit % Registers.Count);
}
