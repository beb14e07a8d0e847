using CompiledNet;

namespace Amp;

/// <summary>An LSTM of 16 units, which hears the input beside (Wright et al., Real-Time Guitar Amplifier Emulation with Deep Learning, 2020).</summary>
[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError)]
[LSTM(16)]
[Dense(1)]
[Add("Input")]
public partial class RecurrentNet;
