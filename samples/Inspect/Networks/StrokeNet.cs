using CompiledNet;

namespace Inspect;

/// <summary>A small network of images: four filters of 3 × 3 look for strokes, the largest of each 2 × 2 goes on, and a layer decides on the digit.</summary>
[Network(8, 8, 1, Loss = Loss.CategoricalCrossEntropy)]
[Conv2D(4, 3, Activation.ReLU, Padding = PaddingMode.Same)]
[MaxPool2D(2)]
[Flatten]
[Dense(10, Activation.Softmax)]
internal sealed partial class StrokeNet;
