namespace CompiledNet.Tests.Networks;

// Networks for tests of behaviour; those for tests of numbers are in Gradients and in Reference.

/// <summary>Small enough to be written straight out.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class SmallNet;

/// <summary>A classifier of ordinary size.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class MediumNet;

/// <summary>The same in double.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class MediumDoubleNet;

/// <summary>Hidden activations that no stack should hold.</summary>
[Network(inputs: 10, Loss = Loss.MeanSquaredError)]
[Dense(1500, Activation.Tanh)]
[Dense(1200, Activation.GELU)]
[Dense(10)]
public partial class WideNet;

/// <summary>As many inputs as outputs, so that one span could be both.</summary>
[Network(inputs: 4, Loss = Loss.SquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[Dense(4)]
public partial class SquareNet;

/// <summary>Without a loss, without biases in the first layer, with a named layer.</summary>
[Network(inputs: 3)]
[Dense(7, Activation.SiLU, Bias = false, Name = "Hidden")]
[Dense(2, BiasInitializer = BiasInitializer.Uniform)]
public partial class LosslessNet;

/// <summary>One number in, a probability out.</summary>
[Network(inputs: 1, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Sigmoid)]
public partial class LogisticNet;

/// <summary>Nothing but a softmax.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy)]
[Dense(3, Activation.Softmax)]
public partial class SoftmaxNet;

#pragma warning disable CN0023 // The pairing is fused as well.
/// <summary>Two outputs that sum to 1, each held against a target of its own.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(2, Activation.Softmax)]
public partial class SoftmaxPairNet;
#pragma warning restore CN0023

#pragma warning disable CN0022 // The pairing is fused as well.
/// <summary>The other unusual pairing of an output with a cross-entropy.</summary>
[Network(inputs: 1, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Sigmoid)]
public partial class CategoricalSigmoidNet;
#pragma warning restore CN0022

/// <summary>A classifier of photographs of digits.</summary>
[Network(inputs: 784, Loss = Loss.CategoricalCrossEntropy)]
[Dense(512, Activation.ReLU)]
[Dense(512, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class LargeNet;

/// <summary>One layer of a million units.</summary>
[Network(inputs: 1, Loss = Loss.MeanSquaredError)]
[Dense(1_000_000, Activation.Tanh)]
public partial class MillionUnitsNet;

/// <summary>A million numbers at every place where there can be some.</summary>
[Network(inputs: 1_000_000, Loss = Loss.HalfSquaredError)]
[Dense(1, Activation.Tanh)]
[Dense(1_000_000, Activation.ReLU)]
[Dense(1)]
public partial class MillionInputsNet;

/// <summary>Sixty layers.</summary>
[Network(inputs: 6, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(9, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(2)]
public partial class SixtyLayersNet;
