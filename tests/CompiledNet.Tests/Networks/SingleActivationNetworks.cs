#pragma warning disable CN0021, CN0027 // Every activation is tested in the hidden layer too.

namespace CompiledNet.Tests.Networks;

/// <summary>Every activation in single precision, hidden and output; the hidden layer is a loop, the output is written out.</summary>
public static partial class SingleActivationNetworks
{
    /// <summary>A new network of an activation.</summary>
    internal static INetwork<float> Create(Activation activation)
    {
        Type network = typeof(SingleActivationNetworks).GetNestedType(activation + "Network")!;
        return (INetwork<float>)Activator.CreateInstance(network, 17L)!;
    }

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Identity)]
    [Dense(3, Activation.Identity)]
    public partial class IdentityNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Sigmoid)]
    [Dense(3, Activation.Sigmoid)]
    public partial class SigmoidNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.ReLU)]
    [Dense(3, Activation.ReLU)]
    public partial class ReLUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.LeakyReLU)]
    [Dense(3, Activation.LeakyReLU)]
    public partial class LeakyReLUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Tanh)]
    [Dense(3, Activation.Tanh)]
    public partial class TanhNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Softmax)]
    [Dense(3, Activation.Softmax)]
    public partial class SoftmaxNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.ELU)]
    [Dense(3, Activation.ELU)]
    public partial class ELUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.SELU)]
    [Dense(3, Activation.SELU)]
    public partial class SELUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Softplus)]
    [Dense(3, Activation.Softplus)]
    public partial class SoftplusNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.GELU)]
    [Dense(3, Activation.GELU)]
    public partial class GELUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.SiLU)]
    [Dense(3, Activation.SiLU)]
    public partial class SiLUNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.Mish)]
    [Dense(3, Activation.Mish)]
    public partial class MishNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.HardSigmoid)]
    [Dense(3, Activation.HardSigmoid)]
    public partial class HardSigmoidNetwork;

    [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
    [Dense(20, Activation.HardSwish)]
    [Dense(3, Activation.HardSwish)]
    public partial class HardSwishNetwork;
}
