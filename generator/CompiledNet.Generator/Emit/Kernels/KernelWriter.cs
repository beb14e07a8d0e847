namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>What all emitted kernels share: generic over the register, and dispatched to the widest that the hardware has and the lanes fill.</summary>
internal sealed class KernelWriter(CodeWriter writer, Vocabulary vocabulary)
{
    /// <summary>The type parameter for the register.</summary>
    public const string V = "TVector";

    private static readonly int[] Widths = [64, 32, 16];

    public CodeWriter W => writer;

    public Vocabulary Words => vocabulary;

    public string Ref => "ref " + vocabulary.T;

    /// <summary>Opens a private method that is generic over the register. Its arithmetic of indices is never checked.</summary>
    public MethodEnd Method(string name, string parameters)
    {
        // At once with full optimisation: in the JIT's first tier each operation on a register is a call.
        // And never inlined: inside a caller the budget of the inliner could run out before the last operation.
        const string Space = "global::System.Runtime.CompilerServices.";
        const string Options = Space + "MethodImplOptions";
        writer.Line($"[{Space}MethodImpl({Options}.AggressiveOptimization | {Options}.NoInlining)]");
        writer.Line($"private static void {name}<{V}>({parameters})");
        using (writer.Indent())
        {
            writer.Line($"where {V} : struct, {vocabulary.Type("ISimd")}<{V}, {vocabulary.T}>");
        }

        return new MethodEnd(writer.Braces(), writer.Block("unchecked"));
    }

    /// <summary>Writes the choice of a register for a call of a method that is generic over it.</summary>
    public void EmitDispatch(int lanes, string name, string arguments) =>
        EmitDispatch(lanes, register => $"{name}<{register}>({arguments});");

    /// <summary>
    /// Writes the choice of a register for a statement. The question is the runtime's own, which the JIT answers before it reads the branch: types and
    /// methods of registers that the processor lacks are not even loaded.
    /// </summary>
    public void EmitDispatch(int lanes, Func<string, string> statement)
    {
        int[] widths = Widths.Where(width => width <= lanes * vocabulary.ElementSize).ToArray();
        for (int i = 0; i < widths.Length; i++)
        {
            string register = $"{vocabulary.Type("Simd" + (widths[i] * 8))}<{vocabulary.T}>";
            bool isLast = i == widths.Length - 1;
            string condition = isLast ? "" : $"if ({vocabulary.Type("Vector" + (widths[i] * 8))}.IsHardwareAccelerated)";
            string header = (i == 0 ? "" : "else ") + condition;
            if (header.Length == 0)
            {
                writer.Line(statement(register));
            }
            else
            {
                using (writer.Block(header.TrimEnd()))
                {
                    writer.Line(statement(register));
                }
            }
        }
    }

    /// <summary>The local that refers to the first element of a part of a span.</summary>
    public void EmitReference(string local, string span, string start, string length) =>
        writer.Line($"{Ref} {local} = ref {vocabulary.Type("MemoryMarshal")}.GetReference({span}.Slice({start}, {length}));");

    internal readonly struct MethodEnd(CodeWriter.BlockEnd method, CodeWriter.BlockEnd body) : IDisposable
    {
        public void Dispose()
        {
            body.Dispose();
            method.Dispose();
        }
    }
}
