using CompiledNet;

namespace RealTime;

/// <summary>
/// An amplifier that is driven too hard: the last 32 samples of a signal in, the first of them the oldest, and one sample out. Trained on
/// <see cref="Amplifier"/>, in the place of which a recording of a device could stand.
/// </summary>
[Network(inputs: 32, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public partial class AmpNet;
