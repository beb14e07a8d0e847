namespace CompiledNet.Tests.Reference;

// The networks of Data, declared in double precision. ReferenceNetworks says which is which.

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.ELU)]
[Dense(2)]
public partial class EluHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.GELU)]
[Dense(2)]
public partial class GeluHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.HardSigmoid)]
[Dense(2)]
public partial class HardSigmoidHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.HardSwish)]
[Dense(2)]
public partial class HardSwishHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.LeakyReLU, Slope = 0.2)]
[Dense(2)]
public partial class LeakyReluHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.Mish)]
[Dense(2)]
public partial class MishHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.SELU)]
[Dense(2)]
public partial class SeluHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.SiLU)]
[Dense(2)]
public partial class SiluHiddenDouble;

[Network(inputs: 5, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(6, Activation.Softplus)]
[Dense(2)]
public partial class SoftplusHiddenDouble;

[Network(inputs: 5, Loss = Loss.Huber, Precision = Precision.Double)]
[Dense(6, Activation.Tanh)]
[Dense(3)]
public partial class HuberLossDouble;

[Network(inputs: 5, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
[Dense(6, Activation.Tanh)]
[Dense(3)]
public partial class MeanAbsoluteErrorLossDouble;

[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteZeroDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.LeakyReLU)]
[Dense(1, Activation.Tanh)]
public partial class NoteOneLeakyReluTanhDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteOneReluSigmoidDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteOneSigmoidSigmoidDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[Dense(1)]
public partial class NoteOneTanhIdentityDouble;

[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public partial class NoteOneSoftmaxDouble;

[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(4, Activation.Sigmoid)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteTwoDouble;

[Network(inputs: 3, Loss = Loss.SquaredError, Precision = Precision.Double)]
[Dense(4, Activation.Tanh, Bias = false)]
[Dense(3, Activation.Tanh, Bias = false)]
[Dense(2, Activation.Sigmoid, Bias = false)]
public partial class NoteThreeDouble;

[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteFourLogisticRegressionDouble;

[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(4, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteFourTwoLayersDouble;

[Network(inputs: 7, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(9, Activation.ReLU)]
[Dense(4, Activation.Softmax)]
public partial class SoftmaxCrossEntropyDouble;

[Network(inputs: 33, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(17, Activation.ReLU)]
[Dense(65, Activation.Tanh)]
[Dense(5, Activation.Softmax)]
public partial class WideDouble;
