using CompiledNet;

namespace Fashion;

/// <summary>
/// The convolutional network of LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, as it is built today: ReLU, the largest number of
/// each window, softmax.
/// </summary>
[Network(28, 28, 1, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(6, 5, Activation.ReLU, Padding = PaddingMode.Same, Name = "Edges")]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(120, Activation.ReLU)]
[Dense(84, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class LeNet;
