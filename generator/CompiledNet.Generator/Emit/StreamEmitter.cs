using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the nested class Stream of a network of sequences of any length: inference that keeps its state.</summary>
internal sealed class StreamEmitter(CodeWriter w, Vocabulary v, NetworkPlan plan)
{
    /// <summary>The class's name.</summary>
    public const string ClassName = GeneratedNames.Stream;

    private string Base => $"{v.Type("SequenceStream")}<{v.T}>";

    /// <summary>Writes the network's own, and the method that makes one.</summary>
    public void Emit()
    {
        w.Line();
        w.Line("/// <summary>Inference that keeps its state from step to step. All memory is allocated by the constructor; one stream for each thread.</summary>");
        w.Line(v.GeneratedCode);
        using (w.Block($"public sealed class {ClassName} : {Base}"))
        {
            w.Line($"private readonly {v.Type("AlignedBuffer")}<{v.T}> _parameters;");
            w.Line();
            w.Line($"internal {ClassName}({v.Type("AlignedBuffer")}<{v.T}> parameters)");
            EmitConstructor(() => w.Line("_parameters = parameters;"));
            EmitAdvance("_parameters.Span");
        }

        w.Line();
        w.Line("/// <summary>Allocates a stream at zero state, which reads this network's parameters.</summary>");
        w.Line("/// <returns>The stream.</returns>");
        w.Line(v.GeneratedCode);
        w.Line($"public {ClassName} CreateStream() => new {ClassName}(_parameterBuffer);");
        w.Line();
    }

    /// <summary>Writes the frozen network's own.</summary>
    public void EmitFrozen()
    {
        w.Line("/// <summary>Inference that keeps its state from step to step. All memory is allocated by the constructor; one stream for each thread.</summary>");
        using (w.Block($"public sealed class {ClassName} : {Base}"))
        {
            w.Line("/// <summary>Allocates a stream at zero state.</summary>");
            w.Line($"public {ClassName}()");
            EmitConstructor(() => { });
            EmitAdvance("Parameters");
        }

        w.Line();
    }

    private void EmitConstructor(Action body)
    {
        using (w.Indent())
        {
            w.Line(
                $": base(inputSize: {plan.Inputs}, outputSize: {plan.OutputSize}, blockSize: {plan.Scratch.BlockSize}, stateLength: {plan.StateLength}, "
                + $"scratchLength: {plan.Scratch.BlockLength})");
        }

        using (w.Braces())
        {
            body();
        }

        w.Line();
    }

    private void EmitAdvance(string parameters)
    {
        w.Line("/// <inheritdoc/>");
        v.CompileAtOnce(w);
        w.Line($"protected override void Advance({v.ReadOnlySpan} input, {v.Span} output, {v.Span} state, {v.Span} scratch, int steps) =>");
        using (w.Indent())
        {
            w.Line($"Inference.Advance({parameters}, input, output, state, scratch, steps);");
        }
    }
}
