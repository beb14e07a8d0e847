using System;
using CompiledNet;

[assembly: CLSCompliant(false)]

namespace CompiledNet.Strict;

/// <summary>Written out, without loops.</summary>
[Network(2, Loss = Loss.HalfSquaredError)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
public partial class Small;

/// <summary>In vector registers, with classes as targets.</summary>
[Network(64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Digits;

/// <summary>Without kernels.</summary>
[Network(9, Loss = Loss.BinaryCrossEntropy, Vectorize = false)]
[Dense(12, Activation.Mish)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class Plain;

#pragma warning disable CN0021 // A softmax in the middle has code of its own.
/// <summary>In double, each layer another activation.</summary>
[Network(17, Loss = Loss.Huber, Precision = Precision.Double)]
[Dense(33, Activation.GELU)]
[Dense(9, Activation.Softmax, Bias = false)]
[Dense(40, Activation.LeakyReLU, Slope = 0.2, BiasInitializer = BiasInitializer.Uniform)]
[Dense(20, Activation.Mish)]
[Dense(5, Activation.HardSwish, Name = "Last")]
public sealed partial class Mixed;
#pragma warning restore CN0021

/// <summary>Without a loss, with a constructor and a member of its own.</summary>
[Network(5)]
[Dense(70, Activation.ELU)]
[Dense(1)]
public sealed partial class Bare
{
    /// <summary>A named network.</summary>
    /// <param name="name">Its name.</param>
    public Bare(string name)
        : this(seed: 1) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; } = "";
}
