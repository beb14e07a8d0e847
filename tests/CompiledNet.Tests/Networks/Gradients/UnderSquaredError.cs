#pragma warning disable CN0021, CN0027 // They are tested, sensible under this loss or not.

namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>Activations, hidden and output, under SquaredError; by turns one of the layers is large enough for a loop.</summary>
public static partial class UnderSquaredError
{
    [Network(inputs: 5, Loss = Loss.SquaredError, Precision = Precision.Double)]
    [Dense(6, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    public partial class IdentityNetwork;

    [Network(inputs: 4, Loss = Loss.SquaredError, Precision = Precision.Double)]
    [Dense(17, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SigmoidNetwork;

    [Network(inputs: 5, Loss = Loss.SquaredError, Precision = Precision.Double)]
    [Dense(6, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    public partial class TanhNetwork;

    [Network(inputs: 4, Loss = Loss.SquaredError, Precision = Precision.Double)]
    [Dense(17, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftmaxNetwork;
}
