using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dropout;

/// <summary>A declared dropout.</summary>
internal sealed record DropoutModel(string Name, double Rate) : LayerModel(Name);

/// <summary>What is decided about it.</summary>
internal sealed record DropoutPlan(string Name, LayerPosition Position, OutputPlan Output, double Rate)
    : LayerPlan(Name, Position, Output, default)
{
    /// <summary>The factors of each sample: 0 for what is dropped.</summary>
    public BufferPlan Mask => new($"M{Index}", Stride, IsOfSamples: true);

    public override long MultiplyAdds => 0;

    public override IEnumerable<BufferPlan> Buffers => [Mask];

    public override StepPlan Forward => new(
        "Forward" + Name,
        [
            ArgumentPlan.Input(Input.Value), ArgumentPlan.Writes(Mask), .. Results, ArgumentPlan.Dropout, ArgumentPlan.FirstSample, ArgumentPlan.Samples,
        ]);

    // Nothing is dropped, so that who reads its output can read its input; the caller's output is a copy.
    public override StepPlan? Inference => IsLast
        ? new StepPlan("Infer" + Name, [ArgumentPlan.Input(Input.Value), .. Results, ArgumentPlan.Samples])
        : null;

    public override IEnumerable<StepPlan> BackwardData =>
    [
        new(
            "PassBack" + Name,
            ArgumentPlan.ReadOnlyDelta,
            ArgumentPlan.Reads(Mask),
            ArgumentPlan.InputGradient(Input.Value),
            ArgumentPlan.Samples),
    ];

    private IEnumerable<ArgumentPlan> Results => KeepsPreActivation ? [ArgumentPlan.PreActivation, ArgumentPlan.Activation] : [ArgumentPlan.Activation];
}

/// <summary>Numbers that are dropped at random in training: <c>[Dropout]</c>.</summary>
internal sealed class DropoutKind : LayerKind<DropoutModel, DropoutPlan>
{
    public override string Name => "Dropout";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        double rate = attribute.Positional<double>("rate");
        if (!(rate is >= 0 and < 1))
        {
            findings.AddOutOfRange(attribute, "rate", ShortestNumber.Of(rate), "a number from 0 to less than 1");
            return null;
        }

        return new DropoutModel(name, rate);
    }

    protected override Shape? Infer(DropoutModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        inputs[0];

    protected override bool DropsOutputs(DropoutModel model) => model.Rate > 0;

    protected override void Advise(DropoutModel model, AttributeReader attribute, Findings findings)
    {
        if (model.Rate == 0)
        {
            findings.Add(AdviceRules.LayerWithoutEffect, attribute.Location, Name, "drops nothing at a rate of 0", "remove it, or give it a rate");
        }
    }

    // Inference does not depend on the rate, but a training that goes on from exported weights does.
    protected override string Describe(DropoutModel model) => Name;

    protected override DropoutPlan Plan(DropoutModel model, LayerPosition position, ParameterLayout layout)
    {
        OutputPlan output = OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout);
        // Rows as far apart as those of its input, for which its output stands in inference.
        return new DropoutPlan(
            model.Name, position, position.IsLast ? output : output with { Stride = position.Inputs[0].Value.Stride }, model.Rate);
    }

    protected override ViewText View(Vocabulary vocabulary, DropoutPlan plan) => new();

    protected override string ForwardEquation(DropoutPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.OutputSize}) = {plan.Mask.SmallName} ⊙ {n.X}, {plan.Mask.SmallName} the mask";
    }

    protected override string InputGradient(DropoutPlan plan, int input) => $"{plan.Mask.SmallName} ⊙ {new LayerNames(plan).DeltaSymbol}";

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, DropoutPlan plan)
    {
        string m = plan.Mask.SmallName;
        string rate = ShortestNumber.Of(plan.Rate);
        writer.Line($"//   {m} ({plan.OutputSize}): 0 with a probability of {rate}, else 1 / (1 − {rate}), so that the expected sum stays; 1 outside of training");
        Text(writer, vocabulary, plan, $"{m} ⊙ {new LayerNames(plan).X}", $"{m}[j] * {new LayerNames(plan).X}[j]").EmitForward(
            plan.Forward, emitBefore: () => EmitDraw(writer, plan));
    }

    protected override void EmitInference(CodeWriter writer, Vocabulary vocabulary, DropoutPlan plan)
    {
        string x = new LayerNames(plan).X;
        writer.Line("// In inference nothing is dropped.");
        Text(writer, vocabulary, plan, x, $"{x}[j]").EmitForward(plan.Inference!);
    }

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, DropoutPlan plan)
    {
        var n = new LayerNames(plan);
        string m = plan.Mask.SmallName;
        Text(writer, vocabulary, plan, "", "").EmitBackward(
            [$"∂L/∂{n.X} = {m} ⊙ {n.DeltaSymbol}: what was dropped has no part in L"],
            inputs: [],
            gradient: _ => $"{m}[j] * {n.Delta}[j]",
            emitSample: () => writer.Line($"{vocabulary.ReadOnlySpan} {m} = workspace.{plan.Mask.Name}.Slice(s * {plan.Stride}, {plan.OutputSize});"));
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, DropoutPlan plan)
    {
        var k = new KernelWriter(writer, vocabulary);
        string product = $"{vocabulary.Type("BatchRows")}.Combine<{vocabulary.Type("RowProduct")}<{vocabulary.T}>, {vocabulary.T}>";
        string copy = $"{vocabulary.Type("BatchRows")}.Combine<{vocabulary.Type("RowCopy")}<{vocabulary.T}>, {vocabulary.T}>";
        string x = LayerNames.Of(plan.Input.Value);
        string rows = $"ref {x}, {plan.InputStride}";
        string target = $"ref z, {KernelWriter.ResultStride(plan)}, {plan.OutputSize}, {KernelWriter.WidthOf(plan)}, samples, adds: false";
        k.EmitForward(plan, plan.Forward, () =>
        {
            EmitDraw(writer, plan);
            k.EmitInput(plan.Input.Value);
            k.EmitReference("m", plan.Mask.Name, "0", $"samples * {plan.Stride}");
            writer.Line($"{product}({rows}, ref m, {plan.Stride}, {target});");
        });
        if (plan.Inference is { } inference)
        {
            writer.Line();
            k.EmitForward(plan, inference, () =>
            {
                k.EmitInput(plan.Input.Value);
                writer.Line($"{copy}({rows}, {rows}, {target});");
            });
        }

        writer.Line();
        k.EmitMethod(plan, plan.BackwardData.Single(), () =>
        {
            k.EmitDelta(plan);
            k.EmitReference("m", plan.Mask.Name, "0", $"samples * {plan.Stride}");
            k.EmitInputGradient(plan.Input, () => writer.Line(
                $"{product}(ref delta, {plan.Stride}, ref m, {plan.Stride}, ref {InputGradientText.Of(plan.Input.Value)}, {plan.InputStride}, "
                + $"{plan.OutputSize}, {KernelWriter.WidthOf(plan.Input.Value)}, samples, {KernelWriter.Adds(plan.Input)});"));
        });
        ActivationStructs.Emit(writer, vocabulary, plan);
    }

    private static void EmitDraw(CodeWriter writer, DropoutPlan plan) => writer.Line(
        $"dropout.Draw({plan.Mask.Name}, units: {plan.OutputSize}, stride: {plan.Stride}, firstSample, samples, rate: {ShortestNumber.Of(plan.Rate)}d);");

    private static UnitwiseText Text(CodeWriter writer, Vocabulary vocabulary, DropoutPlan plan, string formula, string element) =>
        new(writer, vocabulary, plan) { Formula = formula, Element = element };
}
