#pragma warning disable CN0021, CN0027 // They are tested, sensible under this loss or not.

namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>Activations, hidden and output, under Huber; by turns one of the layers is large enough for a loop.</summary>
public static partial class UnderHuber
{
    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    public partial class IdentityNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SigmoidNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    public partial class TanhNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftmaxNetwork;
}
