using System.Globalization;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The fully connected layer: <c>[Dense]</c>.</summary>
internal sealed class DenseKind : LayerKind<DenseModel, DensePlan>
{
    public override string Name => "Dense";

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) =>
        DenseParser.Parse(attribute, name, precision, findings);

    protected override Shape? Infer(DenseModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings) =>
        ShapeChecks.IsNoImage(this, inputs[0], attribute, findings) ? inputs[0].WithChannels(model.Units) : null;

    protected override Activation Activation(DenseModel model) => model.Activation;

    protected override bool IsLinear(DenseModel model) => model.Activation == Generator.Model.Activation.Identity;

    protected override IReadOnlyList<TensorModel> Tensors(DenseModel model)
    {
        var weights = new TensorModel("weight", TensorRole.Weight, model.Units, model.InputSize);
        return model.HasBias ? [weights, new TensorModel("bias", TensorRole.Bias, model.Units)] : [weights];
    }

    protected override long MultiplyAdds(DenseModel model) => model.Output.LongPositions * model.InputSize * model.Units;

    protected override string Describe(DenseModel model) =>
        $"{Name} {model.Units.ToString(CultureInfo.InvariantCulture)} {ActivationFunction.Of(model.Activation).Describe(model.Slope)}{(model.HasBias ? "" : " without biases")}";

    protected override void Advise(DenseModel model, AttributeReader attribute, Findings findings) => DenseAdvice.Add(model, attribute, findings);

    protected override long PaddedLength(DenseModel model, int elementSize)
    {
        long lanes = ParameterLayout.Lanes(model.Units, elementSize);
        long transposed = (long)model.Units * ParameterLayout.Lanes(model.InputSize, elementSize);
        return Math.Max(lanes * model.InputSize, transposed) + lanes + (2 * ParameterLayout.Alignment / elementSize);
    }

    protected override DensePlan Plan(DenseModel model, LayerPosition position, ParameterLayout layout)
    {
        SumPlan sum = layout.Sum(model.Units, model.InputSize);
        return new DensePlan(
            model.Name,
            position,
            OutputPlan.Choose(model.Output, model.Activation, model.Slope, position, layout),
            new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
            model.Initializer == Initializer.Auto ? ActivationFunction.Of(model.Activation).Initializer : model.Initializer,
            model.BiasInitializer,
            sum,
            DenseProducts.Choose(model.Units, model.InputSize, sum, layout),
            IsNarrow: layout.Bytes(layout.Lanes(model.Units)) == Tuning.BytesOfNarrow
                && model.InputSize >= Tuning.LeastInputsOfNarrow
                && !LongSums.Cuts(model.InputSize, layout.Bytes(1))
                && model.Activation != Model.Activation.Softmax);
    }

    protected override ViewText View(Vocabulary vocabulary, DensePlan plan)
    {
        var n = new LayerNames(plan);
        TensorPlan weights = plan.Weights;
        TensorPlan biases = plan.Biases;
        string place = $"{n.W} ({weights.Rows}×{weights.Columns}) from {weights.Offset}, {n.W}[unit, input] at {weights.Offset} + input * {weights.ColumnStride} + unit";
        return new ViewText
        {
            Type = "LayerView",
            Layouts = $"{NetworkEmitter.Layout(vocabulary, weights)}, {NetworkEmitter.Layout(vocabulary, biases)}",
            Documentation = $"{n.W} ({weights.Rows} units × {weights.Columns} inputs){(plan.HasBias ? $", {n.B} ({biases.Rows})" : "")}: "
                + "<c>Weights[unit, input]</c>, <c>Biases[unit]</c>",
            Places = plan.HasBias ? [place, $"{n.B} ({biases.Rows}) from {biases.Offset}"] : [place],
            WorkspaceType = "LayerWorkspaceView",
            Gradients = $"dW ({plan.OutputSize} × {plan.InputSize}), db ({biases.Rows}), and ",
            WatchedWeights = "Weights",
            WatchedBiases = "Biases",
        };
    }

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, DensePlan plan) =>
        DenseInitialization.Emit(writer, vocabulary, plan);

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, DensePlan plan) => DenseForward.Emit(writer, vocabulary, plan);

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, DensePlan plan) => DenseBackward.Emit(writer, vocabulary, plan);

    protected override string ForwardEquation(DensePlan plan) => DenseForward.Equation(plan);

    protected override string GradientEquation(DensePlan plan) => DenseBackward.GradientEquation(plan);

    protected override string InputGradient(DensePlan plan, int input) => DenseBackward.InputGradient(plan);

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, DensePlan plan) => DenseKernels.Emit(writer, vocabulary, plan);

    protected override void EmitSampleForward(CodeWriter writer, Vocabulary vocabulary, DensePlan plan, Registers wide, SamplePlace place) =>
        new DenseSample(writer, vocabulary, plan, wide, place).Emit();
}
