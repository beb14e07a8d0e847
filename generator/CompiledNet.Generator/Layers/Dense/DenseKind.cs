using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The fully connected layer: <c>[Dense]</c>.</summary>
internal sealed class DenseKind : LayerKind
{
    /// <summary>
    /// A layer of at most so many weights is written out, one statement for each unit and each weight. Measured in nanoseconds
    /// (loops against straight code, one layer in single precision, AVX-512 server core): inference 13.9 / 6.3 at 3×2 weights,
    /// 22.5 / 10.4 at 8×4, 35.3 / 15.7 at 8×8; a training step 30.5 / 25.9, 55.5 / 55.2 and 96.1 / 84.0. The gain goes on to
    /// 16×16 (118 / 45.5 and 316 / 283), but a reader's patience does not.
    /// </summary>
    private const int MostWeightsUnrolled = 64;

    public override string AttributeName => "CompiledNet.DenseAttribute";

    public override LayerModel? Parse(AttributeReader attribute, string defaultName, Precision precision, Findings findings) =>
        DenseParser.Parse(attribute, defaultName, precision, findings);

    public override int OutputSize(LayerModel model, int inputs) => ((DenseModel)model).Units;

    public override Activation Activation(LayerModel model) => ((DenseModel)model).Activation;

    public override long ParameterCount(LayerModel model, int inputs)
    {
        var dense = (DenseModel)model;
        return ((long)inputs * dense.Units) + (dense.HasBias ? dense.Units : 0);
    }

    public override long PaddedLength(LayerModel model, int inputs, int elementSize)
    {
        var dense = (DenseModel)model;
        long lanes = IsVector(model, inputs) ? ParameterLayout.Lanes(dense.Units, elementSize) : dense.Units;
        long transposed = (long)dense.Units * ParameterLayout.Lanes(inputs, elementSize);
        return Math.Max(lanes * inputs, transposed) + lanes + (2 * ParameterLayout.Alignment / elementSize);
    }

    public override bool IsVector(LayerModel model, int inputs) => (long)inputs * ((DenseModel)model).Units > MostWeightsUnrolled;

    public override LayerPlan Plan(LayerModel model, LayerPosition position, ParameterLayout layout)
    {
        var dense = (DenseModel)model;
        bool isVector = IsVector(model, position.InputSize);
        int stride = isVector || position.NextIsVector ? layout.Lanes(dense.Units) : dense.Units;
        return new DensePlan(
            dense.Name,
            position.Index,
            position.InputSize,
            dense.Units,
            position.IsLast,
            dense.Activation,
            ActivationPlan.Slope(dense.Activation, dense.Slope),
            KeepsPreActivation: position.LossNeedsPreActivation
                || ActivationPlan.DerivativeNeedsPreActivation(dense.Activation)
                || (position.IsLast && stride != dense.Units),
            IsUnrolled: !isVector,
            position.InputStride,
            stride,
            isVector ? layout.AddLanes(dense.Units, position.InputSize) : layout.AddRows(dense.Units, position.InputSize),
            !dense.HasBias ? layout.AddRows(0, 1) : isVector ? layout.AddLanes(dense.Units, 1) : layout.AddRows(dense.Units, 1),
            ActivationPlan.Resolve(dense.Initializer, dense.Activation),
            dense.BiasInitializer);
    }

    public override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseInitialization.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitForward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseForward.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseBackward.Emit(writer, vocabulary, (DensePlan)plan);

    public override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, LayerPlan plan) =>
        DenseKernels.Emit(writer, vocabulary, (DensePlan)plan);

    protected override bool Models(LayerModel model) => model is DenseModel;

    protected override bool Plans(LayerPlan plan) => plan is DensePlan;
}
