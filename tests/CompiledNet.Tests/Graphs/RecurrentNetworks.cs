namespace CompiledNet.Tests.Graphs;

// The recurrent networks of Data, in both precisions and without kernels.

[Network(7, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(5)]
[Dense(2)]
public partial class GruDouble;

[Network(7, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(5)]
[Dense(2)]
public partial class GruPlainDouble;

[Network(7, 3, Loss = Loss.MeanSquaredError)]
[GRU(5)]
[Dense(2)]
public partial class GruSingle;

[Network(6, 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[GRU(4, ResetAfter = false)]
[LastStep]
[Dense(2, Activation.Softmax)]
public partial class GruResetBeforeDouble;

[Network(6, 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[GRU(4, ResetAfter = false)]
[LastStep]
[Dense(2, Activation.Softmax)]
public partial class GruResetBeforePlainDouble;

[Network(6, 3, Loss = Loss.CategoricalCrossEntropy)]
[GRU(4, ResetAfter = false)]
[LastStep]
[Dense(2, Activation.Softmax)]
public partial class GruResetBeforeSingle;

[Network(6, 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[LSTM(5)]
[LSTM(4)]
[LastStep]
[Dense(3, Activation.Softmax)]
public partial class LstmStackedDouble;

[Network(6, 2, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[LSTM(5)]
[LSTM(4)]
[LastStep]
[Dense(3, Activation.Softmax)]
public partial class LstmStackedPlainDouble;

[Network(6, 2, Loss = Loss.CategoricalCrossEntropy)]
[LSTM(5)]
[LSTM(4)]
[LastStep]
[Dense(3, Activation.Softmax)]
public partial class LstmStackedSingle;

[Network(16, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2, Padding = PaddingMode.Causal)]
[GRU(8)]
[Dense(1)]
[Add("Input")]
public partial class AmpDouble;

[Network(16, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(8, Activation.Tanh)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2, Padding = PaddingMode.Causal)]
[GRU(8)]
[Dense(1)]
[Add("Input")]
public partial class AmpPlainDouble;

[Network(16, 1, Loss = Loss.MeanSquaredError)]
[Dense(8, Activation.Tanh)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2, Padding = PaddingMode.Causal)]
[GRU(8)]
[Dense(1)]
[Add("Input")]
public partial class AmpSingle;
