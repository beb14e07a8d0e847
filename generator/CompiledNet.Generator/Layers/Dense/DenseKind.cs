using System.Globalization;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The fully connected layer: <c>[Dense]</c>.</summary>
internal sealed class DenseKind : LayerKind
{
    /// <summary>
    /// A layer of at most so many weights is written out in the main file, one term for each weight: a reader's patience ends there.
    /// </summary>
    private const int MostWeightsWrittenOut = 64;

    public override string AttributeName => "CompiledNet.DenseAttribute";

    public override string Name => "Dense";

    public override LayerModel? Parse(AttributeReader attribute, string defaultName, Precision precision, Findings findings) =>
        DenseParser.Parse(attribute, defaultName, precision, findings);

    public override int OutputSize(LayerModel model, int inputs) => ((DenseModel)model).Units;

    public override Activation Activation(LayerModel model) => ((DenseModel)model).Activation;

    public override long ParameterCount(LayerModel model, int inputs)
    {
        var dense = (DenseModel)model;
        return ((long)inputs * dense.Units) + (dense.HasBias ? dense.Units : 0);
    }

    public override long MultiplyAdds(LayerModel model, int inputs) => (long)inputs * ((DenseModel)model).Units;

    public override string Describe(LayerModel model)
    {
        var dense = (DenseModel)model;
        string slope = ActivationPlan.HasSlope(dense.Activation)
            ? $"({Literal.Of(ActivationPlan.Slope(dense.Activation, dense.Slope), Precision.Double).TrimEnd('d')})"
            : "";
        return $"{Name} {dense.Units.ToString(CultureInfo.InvariantCulture)} {dense.Activation}{slope}{(dense.HasBias ? "" : " without biases")}";
    }

    public override void Advise(LayerModel model, AttributeReader attribute, Findings findings) =>
        DenseAdvice.Add((DenseModel)model, attribute, findings);

    public override long PaddedLength(LayerModel model, int inputs, int elementSize)
    {
        var dense = (DenseModel)model;
        long lanes = ParameterLayout.Lanes(dense.Units, elementSize);
        long transposed = (long)dense.Units * ParameterLayout.Lanes(inputs, elementSize);
        return Math.Max(lanes * inputs, transposed) + lanes + (2 * ParameterLayout.Alignment / elementSize);
    }

    public override LayerPlan Plan(LayerModel model, LayerPosition position, ParameterLayout layout)
    {
        var dense = (DenseModel)model;
        int stride = position.HasKernels ? layout.Lanes(dense.Units) : dense.Units;
        SumPlan sum = layout.Sum(dense.Units, position.InputSize);
        return new DensePlan(
            dense.Name,
            position.Index,
            position.InputSize,
            dense.Units,
            position.IsLast,
            dense.Activation,
            ActivationPlan.Slope(dense.Activation, dense.Slope),
            ActivationPlan.DerivativeNeedsPreActivation(dense.Activation) ? PreActivationUse.Derivative
                : position.LossNeedsPreActivation ? PreActivationUse.Loss
                : position.IsWatched ? PreActivationUse.Watch
                : position.IsLast && stride != dense.Units ? PreActivationUse.Padding
                : PreActivationUse.None,
            IsWrittenOut: (long)position.InputSize * dense.Units <= MostWeightsWrittenOut,
            position.InputStride,
            layout.Lanes(position.InputSize),
            stride,
            position.HasKernels,
            layout.AddLanes(dense.Units, position.InputSize),
            dense.HasBias ? layout.AddLanes(dense.Units, 1) : layout.AddNothing(),
            ActivationPlan.Resolve(dense.Initializer, dense.Activation),
            dense.BiasInitializer,
            sum,
            DenseProducts.Choose(dense.Units, position.InputSize, sum, layout));
    }

    public override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseInitialization.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseForward.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseBackward.Emit(writer, vocabulary, (DensePlan)plan);

    public override string ForwardEquation(LayerPlan plan) => DenseForward.Equation((DensePlan)plan);

    public override string GradientEquation(LayerPlan plan) => DenseBackward.GradientEquation((DensePlan)plan);

    public override string InputGradient(LayerPlan plan) => DenseBackward.InputGradient((DensePlan)plan);

    public override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseKernels.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitSampleForward(
        CodeWriter writer, Vocabulary vocabulary, LayerPlan plan, Registers wide, SamplePlace place) =>
        new DenseSample(writer, vocabulary, (DensePlan)plan, wide, place).Emit();

    protected override bool Models(LayerModel model) => model is DenseModel;

    protected override bool Plans(LayerPlan plan) => plan is DensePlan;
}
