using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>What every layer's backward step has around ∂L/∂input: the caller must have asked for that of the network's input, and a second reader adds.</summary>
internal static class InputGradientText
{
    /// <summary>The name of ∂L/∂input of one sample.</summary>
    public static string Of(ValuePlan value) => "d" + LayerNames.Of(value);

    /// <summary>How a share of it is stored.</summary>
    public static string Assignment(InputPlan input) => input.AddsGradient ? "+=" : "=";

    /// <summary>Writes a part of the loop over the samples.</summary>
    /// <param name="w">The text.</param>
    /// <param name="v">Its words.</param>
    /// <param name="input">The input.</param>
    /// <param name="formula">∂L/∂input as a formula.</param>
    /// <param name="isAgain">Whether the layer takes the same value a second time, so that the span has been named.</param>
    /// <param name="body">Writes the elements of the span that <see cref="Of"/> names.</param>
    public static void Emit(CodeWriter w, Vocabulary v, InputPlan input, string formula, bool isAgain, Action body)
    {
        if (!input.Value.IsNetworkInput)
        {
            EmitElements(w, v, input, formula, isAgain, body);
            return;
        }

        using (w.Block($"if (!{TrainingArguments.GradientOf(input.Value)}.IsEmpty)"))
        {
            EmitElements(w, v, input, formula, isAgain: false, body);
        }
    }

    private static void EmitElements(CodeWriter w, Vocabulary v, InputPlan input, string formula, bool isAgain, Action body)
    {
        string goesOn = input.Value.IsNetworkInput ? "" : $", which layer {input.Value.Index} makes its δ";
        w.Line($"// ∂L/∂{LayerNames.Of(input.Value)} {Assignment(input)} {formula}{goesOn}");
        if (!isAgain)
        {
            w.Line(
                $"{v.Span} {Of(input.Value)} = {TrainingArguments.GradientOf(input.Value)}.Slice(s * {input.Value.Stride}, {input.Value.Size});");
        }

        body();
    }
}
