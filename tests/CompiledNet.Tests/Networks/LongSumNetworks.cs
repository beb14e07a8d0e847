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

/// <summary>Sums over the windows of one large image, whose rows are too long and too many for one product.</summary>
[Network(120, 700, 1)]
[Conv2D(19, 1, 2)]
internal sealed partial class ManyWindowsNet;

/// <summary>Sums over windows of groups.</summary>
[Network(300, 300, 4)]
[Conv2D(6, 2, Groups = 2)]
internal sealed partial class ManyWindowsOfGroupsNet;

/// <summary>Sums over windows, the channels in the lanes; a row is longer than a block.</summary>
[Network(31, 1500, 19)]
[Conv2D(19, 1, 5, Groups = 19, Bias = false)]
internal sealed partial class ManyDepthwiseWindowsNet;

/// <summary>Sums over the samples of small images: whole images of 48 windows in a product.</summary>
[Network(6, 9, 1)]
[Conv2D(3, 1, 2, Activation.ReLU)]
internal sealed partial class ManyImagesNet;

/// <summary>Sums over the steps of sequences of any length.</summary>
[Network(inputs: 2, Sequence = true)]
[Conv1D(3, 2)]
internal sealed partial class ManyStepsNet;

/// <summary>Sums over windows of many positions.</summary>
[Network(83, 83, 1)]
[Conv2D(5, 80, Initializer = Initializer.Zeros)]
internal sealed partial class LargeWindowsNet;

/// <summary>The same where their positions do not lie side by side.</summary>
[Network(83, 83, 2)]
[Conv2D(5, 40, Dilation = 2, Initializer = Initializer.Zeros)]
internal sealed partial class LargeDilatedWindowsNet;

/// <summary>The same of groups.</summary>
[Network(83, 83, 4)]
[Conv2D(6, 80, Groups = 2, Initializer = Initializer.Zeros)]
internal sealed partial class LargeWindowsOfGroupsNet;

/// <summary>The same with the channels in the lanes.</summary>
[Network(83, 83, 19)]
[Conv2D(19, 80, Groups = 19, Initializer = Initializer.Zeros)]
internal sealed partial class LargeDepthwiseWindowsNet;

/// <summary>Sums over many filters.</summary>
[Network(6, 6, 3)]
[Conv2D(1000, 3, Initializer = Initializer.Zeros)]
internal sealed partial class ManyFiltersNet;

/// <summary>The same of groups.</summary>
[Network(6, 6, 4)]
[Conv2D(2000, 3, Groups = 2, Initializer = Initializer.Zeros)]
internal sealed partial class ManyFiltersOfGroupsNet;
#pragma warning restore CN0026
