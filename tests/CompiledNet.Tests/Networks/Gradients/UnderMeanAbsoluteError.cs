#pragma warning disable CN0021, CN0027 // Every activation is tested, sensible under this loss or not.

namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>Every activation, hidden and output, under MeanAbsoluteError; by turns one of the layers is large enough for a loop.</summary>
public static partial class UnderMeanAbsoluteError
{
    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Identity, BiasInitializer = BiasInitializer.Uniform)]
    public partial class IdentityNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SigmoidNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.ReLU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.ReLU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class ReLUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.LeakyReLU, Slope = 0.1, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.LeakyReLU, Slope = 0.1, BiasInitializer = BiasInitializer.Uniform)]
    public partial class LeakyReLUNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Tanh, BiasInitializer = BiasInitializer.Uniform)]
    public partial class TanhNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Softmax, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftmaxNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.ELU, Slope = 0.7, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.ELU, Slope = 0.7, BiasInitializer = BiasInitializer.Uniform)]
    public partial class ELUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.SELU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.SELU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SELUNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.Softplus, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.Softplus, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SoftplusNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.GELU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.GELU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class GELUNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.SiLU, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.SiLU, BiasInitializer = BiasInitializer.Uniform)]
    public partial class SiLUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.Mish, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.Mish, BiasInitializer = BiasInitializer.Uniform)]
    public partial class MishNetwork;

    [Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(6, Activation.HardSigmoid, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(12, Activation.HardSigmoid, BiasInitializer = BiasInitializer.Uniform)]
    public partial class HardSigmoidNetwork;

    [Network(inputs: 4, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
    [Dense(17, Activation.HardSwish, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(3, Activation.HardSwish, BiasInitializer = BiasInitializer.Uniform)]
    public partial class HardSwishNetwork;
}
