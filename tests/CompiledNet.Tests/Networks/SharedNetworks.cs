#pragma warning disable CN0021 // A softmax in the middle has code of its own.

namespace CompiledNet.Tests.Networks;

/// <summary>Large enough for a batch to be shared among threads.</summary>
[Network(inputs: 107, Loss = Loss.MeanSquaredError)]
[Dense(143, Activation.GELU)]
[Dense(65, Activation.Softmax)]
[Dense(1, Activation.Identity)]
[Dense(33, Activation.LeakyReLU, Bias = false)]
[Dense(5, Activation.Sigmoid)]
public partial class SharedSingleNet;

/// <summary>In double, and with a fused loss.</summary>
[Network(inputs: 75, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(101, Activation.ELU)]
[Dense(66, Activation.Mish)]
[Dense(10, Activation.Softmax)]
public partial class SharedDoubleNet;

/// <summary>More layers than one method of steps has.</summary>
[Network(inputs: 40, Loss = Loss.HalfSquaredError)]
[Dense(60, Activation.Tanh)]
[Dense(61, Activation.Tanh)]
[Dense(62, Activation.Tanh)]
[Dense(63, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(65, Activation.Tanh)]
[Dense(66, Activation.Tanh)]
[Dense(67, Activation.Tanh)]
[Dense(68, Activation.Tanh)]
[Dense(60, Activation.Tanh)]
[Dense(61, Activation.Tanh)]
[Dense(62, Activation.Tanh)]
[Dense(63, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(65, Activation.Tanh)]
[Dense(66, Activation.Tanh)]
[Dense(67, Activation.Tanh)]
[Dense(68, Activation.Tanh)]
[Dense(60, Activation.Tanh)]
[Dense(61, Activation.Tanh)]
[Dense(62, Activation.Tanh)]
[Dense(63, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(65, Activation.Tanh)]
[Dense(66, Activation.Tanh)]
[Dense(67, Activation.Tanh)]
[Dense(68, Activation.Tanh)]
[Dense(60, Activation.Tanh)]
[Dense(61, Activation.Tanh)]
[Dense(62, Activation.Tanh)]
[Dense(63, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(65, Activation.Tanh)]
[Dense(66, Activation.Tanh)]
[Dense(67, Activation.Tanh)]
[Dense(68, Activation.Tanh)]
[Dense(60, Activation.Tanh)]
[Dense(61, Activation.Tanh)]
[Dense(3)]
public partial class SharedDeepNet;
