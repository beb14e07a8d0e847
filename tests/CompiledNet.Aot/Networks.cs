using CompiledNet;

namespace Ahead;

/// <summary>Note 0's.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class SmallNetwork;

/// <summary>Note 2's.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError)]
[Dense(4, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
[Dense(3, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
[Dense(2, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
internal sealed partial class NoteNetwork;

/// <summary>The sample's classifier of digits.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitNetwork;

/// <summary>A controller.</summary>
[Network(inputs: 24, Loss = Loss.MeanSquaredError)]
[Dense(64, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(4, Activation.Tanh)]
internal sealed partial class ControlNetwork;

/// <summary>Larger images.</summary>
[Network(inputs: 784, Loss = Loss.CategoricalCrossEntropy)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class ImageNetwork;

/// <summary>Activations that are more than a polynomial, in sizes that no register divides.</summary>
[Network(inputs: 13, Loss = Loss.Huber)]
[Dense(33, Activation.GELU)]
[Dense(17, Activation.SiLU)]
[Dense(21, Activation.ELU)]
[Dense(11, Activation.Mish)]
[Dense(9, Activation.SELU)]
[Dense(7, Activation.Softplus)]
[Dense(3)]
internal sealed partial class CurvedNetwork;

#pragma warning disable CN0021 // A softmax in the middle has code of its own.
/// <summary>Double precision, a softmax in the middle, and the losses' other way.</summary>
[Network(inputs: 19, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(37, Activation.LeakyReLU)]
[Dense(12, Activation.Softmax)]
[Dense(23, Activation.Tanh)]
[Dense(5, Activation.Sigmoid)]
internal sealed partial class DoubleNetwork;
#pragma warning restore CN0021

/// <summary>Convolutions, one of a filter a channel, pools and a batch norm.</summary>
[Network(13, 13, 1, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(6, 5, Activation.ReLU, Padding = PaddingMode.Same)]
[MaxPool2D(2)]
[Conv2D(8, 3, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(8, 3, Padding = PaddingMode.Same, Groups = 8)]
[AveragePool2D(2)]
[Flatten]
[Dense(10, Activation.Softmax)]
internal sealed partial class WindowNetwork;

/// <summary>One number in, one out, step by step.</summary>
[Network(inputs: 1, Sequence = true)]
[Conv1D(8, 3, Activation.Tanh, Dilation = 2)]
[GRU(16)]
[LSTM(8)]
[Dense(1)]
internal sealed partial class EffectNetwork;
