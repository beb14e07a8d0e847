namespace CompiledNet.Tests.Graphs;

// Recurrent layers whose sizes leave registers and tiles partly filled: in double with and without kernels, and in single.

[Network(1, 8, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(5, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruOf5Double;

[Network(1, 8, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(5, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruOf5Plain;

[Network(1, 8, Loss = Loss.MeanSquaredError)]
[GRU(5, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruOf5Single;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruOf33Double;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruOf33Plain;

[Network(9, 1, Loss = Loss.MeanSquaredError)]
[GRU(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruOf33Single;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(5, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruBeforeOf5Double;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(5, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruBeforeOf5Plain;

[Network(9, 3, Loss = Loss.MeanSquaredError)]
[GRU(5, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
public partial class GruBeforeOf5Single;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(33, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruBeforeOf33Double;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(33, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruBeforeOf33Plain;

[Network(9, 3, Loss = Loss.MeanSquaredError)]
[GRU(33, ResetAfter = false, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class GruBeforeOf33Single;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[LSTM(1)]
public partial class LstmOf1Double;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[LSTM(1)]
public partial class LstmOf1Plain;

[Network(9, 1, Loss = Loss.MeanSquaredError)]
[LSTM(1)]
public partial class LstmOf1Single;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[LSTM(8, BiasInitializer = BiasInitializer.Uniform)]
[Dense(2)]
public partial class LstmOf8Double;

[Network(9, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[LSTM(8, BiasInitializer = BiasInitializer.Uniform)]
[Dense(2)]
public partial class LstmOf8Plain;

[Network(9, 3, Loss = Loss.MeanSquaredError)]
[LSTM(8, BiasInitializer = BiasInitializer.Uniform)]
[Dense(2)]
public partial class LstmOf8Single;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[LSTM(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class LstmOf33Double;

[Network(9, 1, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[LSTM(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class LstmOf33Plain;

[Network(9, 1, Loss = Loss.MeanSquaredError)]
[LSTM(33, BiasInitializer = BiasInitializer.Uniform)]
[Dense(1)]
public partial class LstmOf33Single;

[Network(14, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[GRU(5)]
[Add("Layer1")]
[LSTM(5)]
[Add("Layer3")]
[GRU(5, ResetAfter = false)]
[Add("Layer5")]
public partial class RecurrentBranchesDouble;

[Network(14, 3, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.Tanh)]
[GRU(5)]
[Add("Layer1")]
[LSTM(5)]
[Add("Layer3")]
[GRU(5, ResetAfter = false)]
[Add("Layer5")]
public partial class RecurrentBranchesPlain;

[Network(14, 3, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.Tanh)]
[GRU(5)]
[Add("Layer1")]
[LSTM(5)]
[Add("Layer3")]
[GRU(5, ResetAfter = false)]
[Add("Layer5")]
public partial class RecurrentBranchesSingle;

[Network(2, 8, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[GRU(16, BiasInitializer = BiasInitializer.Uniform)]
[LastStep]
public partial class GruOf16Double;

[Network(2, 8, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[GRU(16, BiasInitializer = BiasInitializer.Uniform)]
[LastStep]
public partial class GruOf16Plain;

[Network(2, 8, Loss = Loss.MeanSquaredError)]
[GRU(16, BiasInitializer = BiasInitializer.Uniform)]
[LastStep]
public partial class GruOf16Single;
