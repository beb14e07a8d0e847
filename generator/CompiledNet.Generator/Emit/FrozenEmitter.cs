using System.Globalization;
using System.Text;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes a network's third file, where weights were exported: inference with them, without an instance.</summary>
internal sealed class FrozenEmitter(CodeWriter w, Vocabulary v, NetworkPlan plan, FrozenModel frozen)
{
    public const string ClassName = GeneratedNames.Frozen;

    private const int WordsOfLine = 8;

    /// <summary>The file; null where nothing is frozen.</summary>
    public static string? Emit(NetworkPlan plan)
    {
        if (plan.Frozen is null)
        {
            return null;
        }

        var w = new CodeWriter();
        var v = new Vocabulary(plan.Precision, plan.Type, plan.HasKernels);
        return FileFrame.Emit(w, v, plan.Type, hasReferences: true, new FrozenEmitter(w, v, plan, plan.Frozen).EmitClass);
    }

    private void EmitClass()
    {
        using (w.Block($"partial class {plan.Type.Name}{plan.Type.TypeParameters}"))
        {
            w.Line("/// <summary>The network with the weights that were exported, which are part of the program: inference without an instance.</summary>");
            w.Line(v.GeneratedCode);
            using (w.Block($"public static class {ClassName}"))
            {
                new InferenceEmitter(w, v, plan).EmitFrozenMethods();
                if (plan.IsOpen)
                {
                    new StreamEmitter(w, v, plan).EmitFrozen();
                }

                EmitPrepare();
                if (plan.Type.HasFromFile)
                {
                    EmitCreateNetwork();
                }

                w.Line($"/// <summary>Every weight and bias, as Parameters of an instance lie: {plan.ParameterLength} numbers, 0 in the padding.</summary>");
                if (frozen.Resource is null)
                {
                    EmitConstants();
                }
                else
                {
                    EmitResource(frozen.Resource);
                }
            }
        }
    }

    private void EmitPrepare()
    {
        w.Line("/// <summary>Does what the first Forward of a thread would do: scratch memory where the stack is too small, and to check a resource. For a loop that may not wait.</summary>");
        if (frozen.Resource is not null)
        {
            w.Line($"/// <exception cref=\"{v.OfLibrary("NetworkFileException")}\">The resource with the weights is missing, or another one than was exported.</exception>");
        }

        using (w.Block("public static void Prepare()"))
        {
            if (frozen.Resource is not null)
            {
                w.Line("Open();");
            }

            w.Line($"{v.Type(plan.IsOpen ? "SequenceRunner" : "Scratch")}.Prepare<Inference, {v.T}>();");
        }

        w.Line();
    }

    private void EmitCreateNetwork()
    {
        string type = plan.Type.Name;
        w.Line("/// <summary>An instance with these weights, which can be trained further.</summary>");
        w.Line("/// <returns>The network.</returns>");
        using (w.Block($"public static {type} CreateNetwork()"))
        {
            w.Line($"{type} network = new {type}(0L);");
            w.Line("Parameters.CopyTo(network.Parameters);");
            w.Line("return network;");
        }

        w.Line();
    }

    private void EmitConstants()
    {
        w.Line($"public static {v.ReadOnlySpan} Parameters => {v.Type("FrozenData")}.Select<{v.T}>(Copies, {plan.ParameterLength});");
        w.Line();
        w.Line("// Eight copies, each 8 bytes further than the one before: one lies on a boundary of 64 bytes, wherever the compiler puts them.");
        w.Line($"private static {v.Type("ReadOnlySpan")}<ulong> Copies =>");
        w.Line("[");
        ulong[] words = FrozenNumbers.Words(plan, FrozenText.Decode(frozen.Numbers!)!);
        var line = new StringBuilder();
        using (w.Indent())
        {
            for (int i = 0; i < words.Length; i++)
            {
                line.Append("0x").Append(words[i].ToString("X", CultureInfo.InvariantCulture)).Append(',');
                if (i % WordsOfLine == WordsOfLine - 1 || i == words.Length - 1)
                {
                    w.Line(line.ToString());
                    line.Clear();
                }
                else
                {
                    line.Append(' ');
                }
            }
        }

        w.Line("];");
    }

    private void EmitResource(string name)
    {
        string resource = $"{v.Type("FrozenResource")}<{v.T}>";
        w.Line($"/// <exception cref=\"{v.OfLibrary("NetworkFileException")}\">The resource with them is missing, or another one than was exported.</exception>");
        w.Line($"public static {v.ReadOnlySpan} Parameters => (_resource ?? Open()).Numbers;");
        w.Line();
        w.Line($"private static {resource}? _resource;");
        w.Line();
        w.Line($"private static {resource} Open() => {v.Type("FrozenData")}.Open<{v.T}>(");
        using (w.Indent())
        {
            string checksum = frozen.Checksum.ToString("X16", CultureInfo.InvariantCulture);
            w.Line(
                $"ref _resource, typeof({ClassName}).Assembly, {Text(name)}, {plan.ParameterLength}, 0x{checksum}UL, "
                + $"inPlace: {(frozen.InPlace ? "true" : "false")});");
        }
    }

    // A file may have any name.
    private static string Text(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
