#pragma warning disable CN0021 // A softmax in the middle has a sum of its own.

namespace CompiledNet.Tests.Networks;

#pragma warning disable CN0026 // Sums are what is tested.
/// <summary>Sums over many samples.</summary>
[Network(inputs: 3)]
[Dense(2)]
internal sealed partial class ManySamplesNet;

/// <summary>The same with more units than a register has lanes.</summary>
[Network(inputs: 9)]
[Dense(37)]
internal sealed partial class ManySamplesWideNet;

/// <summary>Sums over many inputs.</summary>
[Network(inputs: 1_048_576)]
[Dense(2, Initializer = Initializer.Zeros)]
internal sealed partial class ManyInputsNet;

/// <summary>Not a whole number of blocks; more units than a register has lanes; an activation that the product applies, and one that it does not.</summary>
[Network(inputs: 70_001)]
[Dense(19, Activation.ReLU, Initializer = Initializer.Zeros)]
[Dense(3, Activation.Tanh)]
internal sealed partial class ManyInputsDeepNet;

/// <summary>Sums over many units.</summary>
[Network(inputs: 8)]
[Dense(1_048_576, Initializer = Initializer.Zeros)]
internal sealed partial class ManyUnitsNet;

/// <summary>Sums over many classes.</summary>
[Network(inputs: 1, Loss = Loss.CategoricalCrossEntropy)]
[Dense(1_048_576, Activation.Softmax, Bias = false, Initializer = Initializer.Zeros)]
internal sealed partial class ManyClassesNet;

/// <summary>A softmax in the middle.</summary>
[Network(inputs: 1)]
[Dense(70_000, Activation.Softmax, Bias = false, Initializer = Initializer.Zeros)]
[Dense(1, Bias = false, Initializer = Initializer.Zeros)]
internal sealed partial class ManyHiddenNet;

/// <summary>Long sums in the loops of the main file.</summary>
[Network(inputs: 70_001, Loss = Loss.CategoricalCrossEntropy, Vectorize = false)]
[Dense(2, Initializer = Initializer.Zeros)]
[Dense(70_000, Activation.Softmax, Initializer = Initializer.Zeros)]
internal sealed partial class ManyPlainNet;
#pragma warning restore CN0026
