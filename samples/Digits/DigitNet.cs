using CompiledNet;

namespace Digits;

/// <summary>64 pixels in, a probability for each of ten digits out.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class DigitNet;
