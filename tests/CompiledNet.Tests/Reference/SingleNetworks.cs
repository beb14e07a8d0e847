namespace CompiledNet.Tests.Reference;

// The networks of Data, declared in single precision. ReferenceNetworks says which is which.

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.ELU)]
[Dense(2)]
public partial class EluHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.GELU)]
[Dense(2)]
public partial class GeluHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.HardSigmoid)]
[Dense(2)]
public partial class HardSigmoidHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.HardSwish)]
[Dense(2)]
public partial class HardSwishHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.LeakyReLU, Slope = 0.2)]
[Dense(2)]
public partial class LeakyReluHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.Mish)]
[Dense(2)]
public partial class MishHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.SELU)]
[Dense(2)]
public partial class SeluHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.SiLU)]
[Dense(2)]
public partial class SiluHiddenSingle;

[Network(inputs: 5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.Softplus)]
[Dense(2)]
public partial class SoftplusHiddenSingle;

[Network(inputs: 5, Loss = Loss.Huber)]
[Dense(6, Activation.Tanh)]
[Dense(3)]
public partial class HuberLossSingle;

[Network(inputs: 5, Loss = Loss.MeanAbsoluteError)]
[Dense(6, Activation.Tanh)]
[Dense(3)]
public partial class MeanAbsoluteErrorLossSingle;

[Network(inputs: 2, Loss = Loss.HalfSquaredError)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteZeroSingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.LeakyReLU)]
[Dense(1, Activation.Tanh)]
public partial class NoteOneLeakyReluTanhSingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteOneReluSigmoidSingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteOneSigmoidSigmoidSingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.Tanh)]
[Dense(1)]
public partial class NoteOneTanhIdentitySingle;

[Network(inputs: 4, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public partial class NoteOneSoftmaxSingle;

[Network(inputs: 2, Loss = Loss.HalfSquaredError)]
[Dense(4, Activation.Sigmoid)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteTwoSingle;

[Network(inputs: 3, Loss = Loss.SquaredError)]
[Dense(4, Activation.Tanh, Bias = false)]
[Dense(3, Activation.Tanh, Bias = false)]
[Dense(2, Activation.Sigmoid, Bias = false)]
public partial class NoteThreeSingle;

[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
public partial class NoteFourLogisticRegressionSingle;

[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy)]
[Dense(4, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class NoteFourTwoLayersSingle;

[Network(inputs: 7, Loss = Loss.CategoricalCrossEntropy)]
[Dense(9, Activation.ReLU)]
[Dense(4, Activation.Softmax)]
public partial class SoftmaxCrossEntropySingle;

[Network(inputs: 33, Loss = Loss.CategoricalCrossEntropy)]
[Dense(17, Activation.ReLU)]
[Dense(65, Activation.Tanh)]
[Dense(5, Activation.Softmax)]
public partial class WideSingle;
