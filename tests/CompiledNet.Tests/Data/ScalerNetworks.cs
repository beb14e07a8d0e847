namespace CompiledNet.Tests.Data;

/// <summary>A regression in double.</summary>
[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(7, Activation.Tanh)]
[Dense(2)]
internal sealed partial class ScaledNet;

/// <summary>The same in single precision.</summary>
[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(7, Activation.Tanh)]
[Dense(2)]
internal sealed partial class ScaledSingleNet;

/// <summary>Biases nowhere.</summary>
[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(7, Activation.Tanh, Bias = false)]
[Dense(2, Bias = false)]
internal sealed partial class ScaledWithoutBiasesNet;

/// <summary>An output that no scaling can follow.</summary>
[Network(inputs: 5, Loss = Loss.BinaryCrossEntropy)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class ScaledProbabilityNet;

/// <summary>The network of docs/data.md.</summary>
[Network(inputs: 13, Loss = Loss.CategoricalCrossEntropy)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class WineNet;
