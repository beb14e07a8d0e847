namespace CompiledNet.Benchmarks.Streaming;

// Sequences of 64 steps, each of which is given one of 256 classes.
[Network(64, 32, Loss = Loss.CategoricalCrossEntropy)]
[GRU(64)]
[Dense(256, Activation.Softmax)]
internal sealed partial class GruClasses;

// The same with one class for the whole sequence.
[Network(64, 32, Loss = Loss.CategoricalCrossEntropy)]
[GRU(64)]
[LastStep]
[Dense(256, Activation.Softmax)]
internal sealed partial class GruClass;
