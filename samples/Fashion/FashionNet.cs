using CompiledNet;

namespace Fashion;

/// <summary>28 × 28 pixels in, a probability for each of ten kinds of clothes out.</summary>
[Network(inputs: 784, Loss = Loss.CategoricalCrossEntropy)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class FashionNet;
