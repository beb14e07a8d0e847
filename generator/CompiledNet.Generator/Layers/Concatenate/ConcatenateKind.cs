using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Concatenate;

/// <summary>A declared concatenation.</summary>
internal sealed record ConcatenateModel(string Name) : JoinModel(Name, Activation.Identity, Slope: null);

/// <summary>What is decided about it.</summary>
internal sealed record ConcatenatePlan(string Name, LayerPosition Position, OutputPlan Output)
    : JoinPlan(Name, Position, Output, ReadsInputsBack: false)
{
    /// <summary>Where an input begins in the output.</summary>
    public int StartOf(int input) => Position.Inputs.Take(input).Sum(part => part.Value.Size);
}

/// <summary>Values one after the other: <c>[Concatenate]</c>.</summary>
internal sealed class ConcatenateKind : JoinKind<ConcatenateModel, ConcatenatePlan>
{
    public override string Name => "Concatenate";

    protected override ConcatenateModel Read(string name, ActivationArgument activation) => new(name);

    protected override Shape? Infer(ConcatenateModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.Joined(this, inputs, attribute, findings);

    protected override ConcatenatePlan Plan(ConcatenateModel model, LayerPosition position, ParameterLayout layout) =>
        new(model.Name, position, OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout));

    protected override string ForwardEquation(ConcatenatePlan plan) =>
        $"{new LayerNames(plan).A} ({plan.OutputSize}) = ({string.Join(", ", Inputs(plan))})";

    protected override string InputGradient(ConcatenatePlan plan, int input)
    {
        int start = plan.StartOf(input);
        return $"{new LayerNames(plan).DeltaSymbol}[{start}..{start + plan.Position.Inputs[input].Value.Size}]";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, ConcatenatePlan plan) =>
        ConcatenateText.EmitForward(writer, vocabulary, plan, ForwardEquation(plan));

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, ConcatenatePlan plan)
    {
        var n = new LayerNames(plan);
        new UnitwiseText(writer, vocabulary, plan) { Formula = "", Element = "" }.EmitBackward(
            Inputs(plan).Select((input, i) => $"∂L/∂{input} = {InputGradient(plan, i)}"),
            inputs: [],
            gradient: i => plan.StartOf(i) == 0 ? $"{n.Delta}[j]" : $"{n.Delta}[{plan.StartOf(i)} + j]");
    }

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, ConcatenatePlan plan) =>
        ConcatenateText.EmitKernels(writer, vocabulary, plan);
}
