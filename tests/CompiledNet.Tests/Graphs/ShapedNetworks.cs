namespace CompiledNet.Tests.Graphs;

// The networks of Data with sequences and images, in both precisions and without kernels.

[Network(12, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2)]
[Conv1D(5, 2, Activation.ReLU, Stride = 2)]
[Flatten]
[Dense(2)]
public partial class Conv1dValidDouble;

[Network(12, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2)]
[Conv1D(5, 2, Activation.ReLU, Stride = 2)]
[Flatten]
[Dense(2)]
public partial class Conv1dValidPlainDouble;

[Network(12, 3, Loss = Loss.MeanSquaredError)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2)]
[Conv1D(5, 2, Activation.ReLU, Stride = 2)]
[Flatten]
[Dense(2)]
public partial class Conv1dValidSingle;

[Network(8, 7, 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Conv2D(3, 3, Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(4, Activation.Softmax)]
public partial class Conv2dDouble;

[Network(8, 7, 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Conv2D(3, 3, Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(4, Activation.Softmax)]
public partial class Conv2dPlainDouble;

[Network(8, 7, 2, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(3, 3, Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(4, Activation.Softmax)]
public partial class Conv2dSingle;

[Network(7, 6, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Conv2D(4, 3, 2, Activation.Tanh, Stride = 2, Padding = PaddingMode.Same)]
[AveragePool2D(2, Padding = PaddingMode.Same)]
[Flatten(Order = FlattenOrder.ChannelsFirst)]
[Dense(2)]
public partial class Conv2dSameStrideDouble;

[Network(7, 6, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Conv2D(4, 3, 2, Activation.Tanh, Stride = 2, Padding = PaddingMode.Same)]
[AveragePool2D(2, Padding = PaddingMode.Same)]
[Flatten(Order = FlattenOrder.ChannelsFirst)]
[Dense(2)]
public partial class Conv2dSameStridePlainDouble;

[Network(7, 6, 3, Loss = Loss.MeanSquaredError)]
[Conv2D(4, 3, 2, Activation.Tanh, Stride = 2, Padding = PaddingMode.Same)]
[AveragePool2D(2, Padding = PaddingMode.Same)]
[Flatten(Order = FlattenOrder.ChannelsFirst)]
[Dense(2)]
public partial class Conv2dSameStrideSingle;

[Network(6, 6, 4, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Conv2D(4, 3, Groups = 4, Padding = PaddingMode.Same, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 1, Activation.HardSwish)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class Conv2dDepthwiseSeparableDouble;

[Network(6, 6, 4, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Conv2D(4, 3, Groups = 4, Padding = PaddingMode.Same, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 1, Activation.HardSwish)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class Conv2dDepthwiseSeparablePlainDouble;

[Network(6, 6, 4, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(4, 3, Groups = 4, Padding = PaddingMode.Same, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 1, Activation.HardSwish)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class Conv2dDepthwiseSeparableSingle;

[Network(6, 5, 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Conv2D(4, 3, Activation.ReLU, Pad = 1, Name = "Stem")]
[Conv2D(6, 3, Stride = 2, Pad = 1, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 3, Pad = 1, Bias = false)]
[BatchNorm(Name = "Main")]
[Conv2D(6, 1, Stride = 2, From = "Stem")]
[Add("Main", Activation = Activation.ReLU)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class ResnetBlockDouble;

[Network(6, 5, 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Conv2D(4, 3, Activation.ReLU, Pad = 1, Name = "Stem")]
[Conv2D(6, 3, Stride = 2, Pad = 1, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 3, Pad = 1, Bias = false)]
[BatchNorm(Name = "Main")]
[Conv2D(6, 1, Stride = 2, From = "Stem")]
[Add("Main", Activation = Activation.ReLU)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class ResnetBlockPlainDouble;

[Network(6, 5, 3, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(4, 3, Activation.ReLU, Pad = 1, Name = "Stem")]
[Conv2D(6, 3, Stride = 2, Pad = 1, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Conv2D(6, 3, Pad = 1, Bias = false)]
[BatchNorm(Name = "Main")]
[Conv2D(6, 1, Stride = 2, From = "Stem")]
[Add("Main", Activation = Activation.ReLU)]
[GlobalAveragePool]
[Dense(3, Activation.Softmax)]
public partial class ResnetBlockSingle;

[Network(10, 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class Conv1dCausalGroupsDouble;

[Network(10, 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class Conv1dCausalGroupsPlainDouble;

[Network(10, 4, Loss = Loss.MeanSquaredError)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class Conv1dCausalGroupsSingle;
