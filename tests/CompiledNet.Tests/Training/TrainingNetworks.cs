#pragma warning disable CN0023 // Labels that exclude each other have a rule of their own.

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

#pragma warning disable CN0022 // The test gives inputs that are probabilities.
/// <summary>Passes its inputs through, so that outputs are what the test says.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(3, Initializer = Initializer.Zeros)]
internal sealed partial class PassNet;
#pragma warning restore CN0022

/// <summary>One probability.</summary>
[Network(inputs: 1, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.Zeros)]
internal sealed partial class CoinNet;

/// <summary>Declares no loss.</summary>
[Network(inputs: 2)]
[Dense(3)]
internal sealed partial class LosslessNet;

/// <summary>Points in double precision.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PointsDoubleNet;

#pragma warning disable CN0022 // The test wants outputs without a bound.
/// <summary>Classes from outputs that are no softmax.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(3, Activation.Softplus)]
internal sealed partial class ScoresNet;
#pragma warning restore CN0022

/// <summary>Ten outputs: a register and a part of one.</summary>
[Network(inputs: 5, Loss = Loss.BinaryCrossEntropy)]
[Dense(7, Activation.Tanh)]
[Dense(10, Activation.Sigmoid)]
internal sealed partial class TenNet;

/// <summary>The same in double precision, under another loss.</summary>
[Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
[Dense(7, Activation.Softplus)]
[Dense(10, Activation.GELU)]
internal sealed partial class TenDoubleNet;

/// <summary>Large enough to be worth several threads.</summary>
[Network(inputs: 128, Loss = Loss.MeanSquaredError)]
[Dense(64, Activation.ReLU)]
[Dense(32)]
internal sealed partial class WideNet;

/// <summary>Another class with as many parameters as <see cref="PointsNet"/>.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy)]
[Dense(8, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PointsTwinNet;

/// <summary>A sigmoid for each of three labels.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
internal sealed partial class LabelsNet;

/// <summary>Twenty classes: more than a register of them.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(20, Activation.Softmax)]
internal sealed partial class TwentyNet;

/// <summary>Probabilities of three labels that exclude each other.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ExclusiveNet;
