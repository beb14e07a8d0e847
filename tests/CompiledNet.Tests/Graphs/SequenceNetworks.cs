namespace CompiledNet.Tests.Graphs;

// Networks of sequences of any length.

[Network(inputs: 4, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class OpenConv1dCausalGroupsDouble;

[Network(inputs: 4, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class OpenConv1dCausalGroupsPlainDouble;

[Network(inputs: 4, Sequence = true, Loss = Loss.MeanSquaredError)]
[Conv1D(6, 3, Activation.Tanh, Dilation = 3, Groups = 2, Padding = PaddingMode.Causal)]
[PReLU]
[Conv1D(2, 1)]
public partial class OpenConv1dCausalGroupsSingle;

[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5)]
[Conv1D(5, 2, Activation.Tanh, Name = "A")]
[LayerNorm(Activation.GELU)]
[Conv1D(7, 3, Activation.SiLU, Dilation = 4, Bias = false)]
[Dense(5, Activation.SiLU)]
[Add("A")]
[Concatenate("Input")]
[Conv1D(2, 3, Groups = 2)]
[Dense(1)]
public partial class OpenMixDouble;

[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5)]
[Conv1D(5, 2, Activation.Tanh, Name = "A")]
[LayerNorm(Activation.GELU)]
[Conv1D(7, 3, Activation.SiLU, Dilation = 4, Bias = false)]
[Dense(5, Activation.SiLU)]
[Add("A")]
[Concatenate("Input")]
[Conv1D(2, 3, Groups = 2)]
[Dense(1)]
public partial class OpenMixPlainDouble;

[Network(inputs: 3, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(5)]
[Dense(2)]
public partial class OpenGruDouble;

[Network(inputs: 3, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(5)]
[Dense(2)]
public partial class OpenGruPlainDouble;

[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2, Padding = PaddingMode.Causal)]
[GRU(8)]
[Dense(1)]
[Add("Input")]
public partial class OpenAmpDouble;

[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(8, Activation.Tanh)]
[Conv1D(4, 3, Activation.Tanh, Dilation = 2, Padding = PaddingMode.Causal)]
[GRU(8)]
[Dense(1)]
[Add("Input")]
public partial class OpenAmpPlainDouble;

[Network(inputs: 2, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[LSTM(5, Initializer = Initializer.HeUniform, BiasInitializer = BiasInitializer.Uniform)]
[GRU(9, ResetAfter = false, Bias = false, Initializer = Initializer.HeUniform)]
[Add("Layer2")]
public partial class OpenMemoryDouble;

[Network(inputs: 2, Sequence = true, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[LSTM(5, Initializer = Initializer.HeUniform, BiasInitializer = BiasInitializer.Uniform)]
[GRU(9, ResetAfter = false, Bias = false, Initializer = Initializer.HeUniform)]
[Add("Layer2")]
public partial class OpenMemoryPlainDouble;
