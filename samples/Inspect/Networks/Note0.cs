using CompiledNet;

namespace Inspect;

/// <summary>The network of note 0. Its cost C is left open there; half the squared error is a choice.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class Note0;
