namespace CompiledNet.Tests.Graphs;

// The networks of Data, in both precisions and without kernels.

[Network(inputs: 5, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(6, Activation.Tanh, Name = "Stem")]
[Dense(6, Activation.ReLU)]
[Dense(6)]
[Add("Stem", Activation = Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class AddResidualDouble;

[Network(inputs: 5, Loss = Loss.CategoricalCrossEntropy)]
[Dense(6, Activation.Tanh, Name = "Stem")]
[Dense(6, Activation.ReLU)]
[Dense(6)]
[Add("Stem", Activation = Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class AddResidualSingle;

[Network(inputs: 5, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Dense(6, Activation.Tanh, Name = "Stem")]
[Dense(6, Activation.ReLU)]
[Dense(6)]
[Add("Stem", Activation = Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class AddResidualPlainDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Sigmoid, Name = "Gate")]
[Dense(5, Activation.Tanh, Name = "Value", From = "Input")]
[Multiply("Gate")]
[Concatenate("Input")]
[Dense(2)]
public partial class BranchesDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.Sigmoid, Name = "Gate")]
[Dense(5, Activation.Tanh, Name = "Value", From = "Input")]
[Multiply("Gate")]
[Concatenate("Input")]
[Dense(2)]
public partial class BranchesSingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.Sigmoid, Name = "Gate")]
[Dense(5, Activation.Tanh, Name = "Value", From = "Input")]
[Multiply("Gate")]
[Concatenate("Input")]
[Dense(2)]
public partial class BranchesPlainDouble;

[Network(inputs: 6, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(7)]
[LayerNorm(Activation.GELU)]
[Dense(3)]
public partial class LayerNormedDouble;

[Network(inputs: 6, Loss = Loss.MeanSquaredError)]
[Dense(7)]
[LayerNorm(Activation.GELU)]
[Dense(3)]
public partial class LayerNormedSingle;

[Network(inputs: 6, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(7)]
[LayerNorm(Activation.GELU)]
[Dense(3)]
public partial class LayerNormedPlainDouble;

[Network(inputs: 6, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(7, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class BatchNormedDouble;

[Network(inputs: 6, Loss = Loss.CategoricalCrossEntropy)]
[Dense(7, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class BatchNormedSingle;

[Network(inputs: 6, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Dense(7, Bias = false)]
[BatchNorm(Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public partial class BatchNormedPlainDouble;
