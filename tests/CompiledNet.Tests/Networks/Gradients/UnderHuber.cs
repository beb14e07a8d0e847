#pragma warning disable CN0021, CN0027 // Every activation is tested, sensible under this loss or not.

namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>Every activation, hidden and output, under Huber; by turns one of the layers is large enough for a loop.</summary>
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
    [Dense(17, Activation.ReLU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.ReLU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class ReLUNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.LeakyReLU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.LeakyReLU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class LeakyReLUNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    public partial class TanhNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftmaxNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.ELU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.ELU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class ELUNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.SELU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.SELU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SELUNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.Softplus, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Softplus, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftplusNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.GELU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.GELU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class GELUNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.SiLU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.SiLU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SiLUNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.Mish, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Mish, BiasInitializer = BiasInitializer.Uniform)]
    public partial class MishNetwork;

    [Network(inputs: 4, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(17, Activation.HardSigmoid, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.HardSigmoid, BiasInitializer = BiasInitializer.Uniform)]
    public partial class HardSigmoidNetwork;

    [Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
    [Dense(6, Activation.HardSwish, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.HardSwish, BiasInitializer = BiasInitializer.Uniform)]
    public partial class HardSwishNetwork;
}
