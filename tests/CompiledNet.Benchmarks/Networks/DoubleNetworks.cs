namespace CompiledNet.Benchmarks.Networks;

/// <summary>2-3-2 in double precision.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class Net2x3x2Double;

/// <summary>4-5-1 in double precision.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public partial class Net4x5x1Double;

/// <summary>64-32-10 in double precision.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class Net64x32x10Double;

/// <summary>24-64-64-4 in double precision.</summary>
[Network(inputs: 24, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(64, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(4)]
public partial class Net24x64x64x4Double;

/// <summary>784-128-10 in double precision.</summary>
[Network(inputs: 784, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class Net784x128x10Double;

/// <summary>128-256-256-64 in double precision.</summary>
[Network(inputs: 128, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(256, Activation.ReLU)]
[Dense(256, Activation.ReLU)]
[Dense(64)]
public partial class Net128x256x256x64Double;
