using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// What is decided about a dense layer. The initializer is never Auto; Sum is that over the inputs of one sample.
/// </summary>
internal sealed record DensePlan(
    string Name,
    int Index,
    int InputSize,
    int OutputSize,
    bool IsLast,
    Activation Activation,
    double Slope,
    PreActivationUse PreActivation,
    bool IsWrittenOut,
    int InputStride,
    int InputLanes,
    int Stride,
    bool HasKernels,
    TensorPlan WeightTensor,
    TensorPlan BiasTensor,
    Initializer Initializer,
    BiasInitializer BiasInitializer,
    SumPlan Sum,
    DenseProducts Shapes)
    : LayerPlan(Name, Index, InputSize, OutputSize, IsLast, Activation, Slope, PreActivation, IsWrittenOut, InputStride, InputLanes, Stride, HasKernels)
{
    public override long ParameterCount => ((long)WeightTensor.Rows * WeightTensor.Columns) + BiasTensor.Count;

    public override long MultiplyAdds => (long)InputSize * OutputSize;

    public override TensorPlan Weights => WeightTensor;

    public override TensorPlan Biases => BiasTensor;

    public override IEnumerable<ProductPlan> Products => Shapes.All;

    public bool HasBias => BiasTensor.Rows > 0;
}
