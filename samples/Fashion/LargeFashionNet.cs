using CompiledNet;

namespace Fashion;

/// <summary>The same with another layer, and more than twice the parameters.</summary>
[Network(inputs: 784, Loss = Loss.CategoricalCrossEntropy)]
[Dense(256, Activation.ReLU)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class LargeFashionNet;
