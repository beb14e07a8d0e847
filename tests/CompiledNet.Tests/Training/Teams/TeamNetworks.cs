namespace CompiledNet.Tests.Training.Teams;

/// <summary>Everything that depends on a batch: its statistics, and the masks of its samples.</summary>
[Network(inputs: 2, Loss = Loss.CategoricalCrossEntropy)]
[Dense(9, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dropout(0.25)]
[Dense(3, Activation.Softmax)]
internal sealed partial class NormedPointsNet;

/// <summary>A small image, with statistics over pixels and a dropout of them.</summary>
[Network(4, 4, 1, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(3, 3, Padding = PaddingMode.Same)]
[BatchNorm(Activation.ReLU)]
[Dropout(0.2)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
internal sealed partial class TeamImageNet;

/// <summary>Steps with a memory.</summary>
[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError)]
[GRU(5)]
[Dense(1)]
internal sealed partial class TeamRecurrentNet;

/// <summary>Several outputs in double precision, for metrics of regressions.</summary>
[Network(inputs: 2, Loss = Loss.SquaredError, Precision = Precision.Double)]
[Dense(6, Activation.Tanh)]
[Dense(2)]
internal sealed partial class TeamRegressionNet;
