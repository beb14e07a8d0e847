using CompiledNet;

namespace Amp;

/// <summary>
/// A small network of dilated convolutions with residual connections, after WaveNet (van den Oord et al., 2016): its output depends on the last 2,047
/// samples, 43 ms.
/// </summary>
[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError)]
[Dense(16, Name = "In")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 1)]
[Add("In", Name = "R1")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 2)]
[Add("R1", Name = "R2")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 4)]
[Add("R2", Name = "R3")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 8)]
[Add("R3", Name = "R4")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 16)]
[Add("R4", Name = "R5")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 32)]
[Add("R5", Name = "R6")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 64)]
[Add("R6", Name = "R7")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 128)]
[Add("R7", Name = "R8")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 256)]
[Add("R8", Name = "R9")]
[Conv1D(16, 3, Activation.Tanh, Dilation = 512)]
[Add("R9")]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public partial class DilatedNet;
