namespace CompiledNet.Tests.Training;

/// <summary>ŷ = w x: what training does to it can be worked out on paper.</summary>
[Network(inputs: 1, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(1, Bias = false, Initializer = Initializer.Zeros)]
internal sealed partial class LineNet;

/// <summary>Two numbers, three classes.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PointsNet;

/// <summary>The same under a loss that knows no classes.</summary>
[Network(inputs: 2, Loss = Loss.MeanSquaredError)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Sigmoid)]
internal sealed partial class SquaredPointsNet;

/// <summary>Passes its inputs through, so that outputs are what the test says.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(3, Initializer = Initializer.Zeros)]
internal sealed partial class PassNet;

/// <summary>One probability.</summary>
[Network(inputs: 1, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.Zeros)]
internal sealed partial class CoinNet;

/// <summary>Declares no loss.</summary>
[Network(inputs: 2)]
[Dense(3)]
internal sealed partial class LosslessNet;
