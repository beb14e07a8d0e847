namespace CompiledNet.Mpi.Tests.Program;

/// <summary>Dense layers alone.</summary>
[Network(inputs: 16, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(4, Activation.Softmax)]
internal sealed partial class DenseNet;

/// <summary>Layers that look at a whole batch, or draw numbers for it.</summary>
[Network(inputs: 16, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dropout(0.2)]
[Dense(4, Activation.Softmax)]
internal sealed partial class NormedNet;

/// <summary>Sequences.</summary>
[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError)]
[GRU(8)]
[Dense(1)]
internal sealed partial class RecurrentNet;
