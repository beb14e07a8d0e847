using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>What all emitted kernels share.</summary>
internal sealed class KernelWriter(CodeWriter writer, Vocabulary vocabulary)
{
    /// <summary>The type parameter for the register.</summary>
    public const string V = "TVector";

    public CodeWriter W => writer;

    /// <summary>The local that counts rows: the parameter of a layer that counts them, another local of one that counts samples.</summary>
    public string Rows { get; init; } = "samples";

    public Vocabulary Words => vocabulary;

    public string Ref => "ref " + vocabulary.T;

    /// <summary>Writes the way out of a method of the main file: to its kernel, where there are vector registers.</summary>
    public static void EmitCall(CodeWriter w, Vocabulary v, LayerPlan layer, StepPlan step) =>
        EmitCalls(w, v, [$"{step.Method}({step.Names(layer)});"]);

    /// <summary>The same to kernels that take their arguments from elsewhere.</summary>
    public static void EmitCalls(CodeWriter w, Vocabulary v, IEnumerable<string> calls)
    {
        using (w.Block($"if ({v.HasRegisters})"))
        {
            foreach (string call in calls)
            {
                w.Line("Kernels." + call);
            }

            w.Line("return;");
        }

        w.Line();
    }

    /// <summary>Writes a method that hands its arguments on to the library, which chooses the register.</summary>
    public void EmitCall(string signature, string call)
    {
        writer.Line();
        vocabulary.CompileAtOnce(writer);
        writer.Line($"internal static {signature} =>");
        using (writer.Indent())
        {
            writer.Line(call + ";");
        }
    }

    /// <summary>The local that refers to the first element of a part of a span.</summary>
    public void EmitReference(string local, string span, string start, string length) =>
        writer.Line($"{Ref} {local} = ref {vocabulary.Type("MemoryMarshal")}.GetReference({span}.Slice({start}, {length}));");

    /// <summary>The local that refers to the rows of a value that the layer takes, in a kernel that takes its batch.</summary>
    public void EmitInput(ValuePlan value) => EmitReference(
        LayerNames.Of(value), LayerNames.BatchOf(value), "0", $"({Rows} - 1) * {value.Stride} + {value.Size}");

    /// <summary>The local that refers to the rows of δ.</summary>
    public void EmitDelta(LayerPlan layer) => EmitReference("delta", new LayerNames(layer).BatchDelta, "0", $"{Rows} * {layer.Stride}");

    /// <summary>The local that refers to the rows that a forward kernel writes: of z where it is kept, else of a.</summary>
    public void EmitResult(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        EmitReference("z", layer.KeepsPreActivation ? n.BatchZ : n.BatchA, "0", $"{Rows} * {ResultStride(layer)}");
    }

    /// <summary>The distance between those rows.</summary>
    public static int ResultStride(LayerPlan layer) => layer.KeepsPreActivation ? layer.Stride : layer.ActivationStride;

    /// <summary>The local that refers to a tensor.</summary>
    public void EmitTensor(string local, string span, TensorPlan tensor) =>
        EmitReference(local, span, LayerNames.Text(tensor.Offset), LayerNames.Text(tensor.Length));

    /// <summary>Writes the method of a step whose body calls the library, which chooses the register.</summary>
    public void EmitMethod(LayerPlan layer, StepPlan step, Action body)
    {
        vocabulary.CompileAtOnce(writer);
        using (writer.Block($"internal static void {step.Method}({step.Declaration(vocabulary, layer)})"))
        {
            body();
        }
    }

    /// <summary>Writes the method of a forward step: z of the body, then a.</summary>
    public void EmitForward(LayerPlan layer, StepPlan step, Action body) => EmitMethod(layer, step, () =>
    {
        EmitResult(layer);
        body();
        ActivationKernel.EmitForward(this, layer);
    });

    /// <summary>The same for a layer whose kernels can do σ to each register before it is stored: the body gets the function, or one that does nothing.</summary>
    public void EmitActivated(LayerPlan layer, StepPlan step, Action<string> body) => EmitMethod(layer, step, () =>
    {
        EmitResult(layer);
        body(ElementFunctionCode.OfSums(vocabulary, layer));
        if (!layer.ActivatesSums)
        {
            ActivationKernel.EmitForward(this, layer);
        }
    });

    /// <summary>Writes what forms ∂L/∂input, whose rows are the local that <see cref="InputGradientText.Of"/> names; only if asked for, if it is the network's.</summary>
    public void EmitInputGradient(InputPlan input, Action body)
    {
        string span = "d" + LayerNames.BatchOf(input.Value);
        using (input.Value.IsNetworkInput ? writer.Block($"if (!{span}.IsEmpty)") : writer.Braces())
        {
            EmitReference(
                InputGradientText.Of(input.Value), span, "0", $"(samples - 1) * {input.Value.Stride} + {input.Value.Size}");
            body();
        }
    }

    /// <summary>Whether a gradient is added, as an argument.</summary>
    public static string Adds(InputPlan input) => input.AddsGradient ? "adds: true" : "adds: false";

    /// <summary>How many numbers of a row of ∂L/∂input may be written.</summary>
    public static int WidthOf(ValuePlan value) => value.IsPadded ? value.Lanes : value.Size;

    /// <summary>How many numbers of a row that a forward kernel writes may be written.</summary>
    public static int WidthOf(LayerPlan layer) => ResultStride(layer);
}
