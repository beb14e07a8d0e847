namespace CompiledNet.Tests.Files;

/// <summary>Layers with and without biases and activation, one with a name.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy)]
[Dense(4, Activation.ReLU)]
[Dense(2, Bias = false)]
[Dense(3, Activation.Softmax, Name = "Scores")]
public sealed partial class FileNet;

/// <summary>The same in double.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(4, Activation.ReLU)]
[Dense(2, Bias = false)]
[Dense(3, Activation.Softmax, Name = "Scores")]
public sealed partial class FileDoubleNet;

/// <summary>The same layers with another activation.</summary>
[Network(inputs: 3)]
[Dense(4, Activation.Tanh)]
[Dense(2, Bias = false)]
[Dense(3, Activation.Softmax, Name = "Scores")]
public sealed partial class OtherFileNet;

/// <summary>A layer that the file of another program has.</summary>
[Network(inputs: 256)]
[Dense(16, Activation.ReLU, Name = "fc1")]
public sealed partial class LinearNet;

/// <summary>More numbers than are read at a time, and larger than a megabyte.</summary>
[Network(inputs: 700)]
[Dense(500)]
public sealed partial class LargeFileNet;

/// <summary>Declared where it is private, generic, with a constructor and a member that FromFile must not stumble over.</summary>
public static partial class FileHolder<TTag>
{
    [Network(inputs: 2)]
    [Dense(1)]
    internal sealed partial class Nested
    {
        public Nested(int seed)
            : this((long)seed) => Seed = seed;

        public int Seed { get; }
    }
}
