using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>What a layer puts out: a = σ(z).</summary>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Stride">
/// Distance from one row to the next in its batches of z and δ, and of a unless it is the output layer: a number of whole registers where there are
/// kernels, else the size.
/// </param>
/// <param name="Activation">σ.</param>
/// <param name="Slope">The activation's parameter.</param>
/// <param name="PreActivation">What a training step keeps z for, if it does.</param>
internal sealed record OutputPlan(Shape Shape, int Stride, Activation Activation, double Slope, PreActivationUse PreActivation)
{
    public static OutputPlan Choose(
        Shape shape, Activation activation, double? slope, LayerPosition position, ParameterLayout layout)
    {
        int stride = position.HasKernels ? layout.Lanes(shape.Channels) : shape.Channels;
        return new OutputPlan(
            shape,
            stride,
            activation,
            ActivationFunction.Of(activation).SlopeOr(slope),
            ActivationFunction.Of(activation).DerivativeNeedsZ ? PreActivationUse.Derivative
                : position.LossNeedsPreActivation ? PreActivationUse.Loss
                : position.IsWatched ? PreActivationUse.Watch
                : position.IsLast && stride != shape.Channels ? PreActivationUse.Padding
                : PreActivationUse.None);
    }
}
