namespace CompiledNet.Benchmarks.Streaming;

// One number in, one number out, step by step, as an audio effect has it.

[Network(inputs: 1, Sequence = true)]
[GRU(8)]
[Dense(1)]
internal sealed partial class Gru8;

[Network(inputs: 1, Sequence = true)]
[GRU(16)]
[Dense(1)]
internal sealed partial class Gru16;

[Network(inputs: 1, Sequence = true)]
[GRU(32)]
[Dense(1)]
internal sealed partial class Gru32;

[Network(inputs: 1, Sequence = true)]
[GRU(64)]
[Dense(1)]
internal sealed partial class Gru64;

[Network(inputs: 1, Sequence = true)]
[LSTM(8)]
[Dense(1)]
internal sealed partial class Lstm8;

[Network(inputs: 1, Sequence = true)]
[LSTM(16)]
[Dense(1)]
internal sealed partial class Lstm16;

[Network(inputs: 1, Sequence = true)]
[LSTM(32)]
[Dense(1)]
internal sealed partial class Lstm32;

[Network(inputs: 1, Sequence = true)]
[LSTM(64)]
[Dense(1)]
internal sealed partial class Lstm64;

[Network(inputs: 1, Sequence = true)]
[Dense(8)]
[Conv1D(8, 3, Activation.Tanh)]
[Dense(1)]
internal sealed partial class Convolution8;

[Network(inputs: 1, Sequence = true)]
[Dense(16)]
[Conv1D(16, 3, Activation.Tanh, Dilation = 2)]
[Dense(1)]
internal sealed partial class Convolution16;

[Network(inputs: 1, Sequence = true)]
[Dense(32)]
[Conv1D(32, 3, Activation.Tanh, Dilation = 4)]
[Dense(1)]
internal sealed partial class Convolution32;

[Network(inputs: 1, Sequence = true)]
[Dense(64)]
[Conv1D(64, 3, Activation.Tanh, Dilation = 8)]
[Dense(1)]
internal sealed partial class Convolution64;

// Twenty dilated convolutions with residuals and skips.
[Network(inputs: 1, Sequence = true)]
[Dense(16, Name = "Spread")]
[Conv1D(16, 2, Activation.Tanh, From = "Spread", Name = "Dilated1")]
[Dense(16, Name = "Mixed1")]
[Add("Spread", Name = "Sum1")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 2, From = "Sum1", Name = "Dilated2")]
[Dense(16, Name = "Mixed2")]
[Add("Sum1", Name = "Sum2")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 4, From = "Sum2", Name = "Dilated3")]
[Dense(16, Name = "Mixed3")]
[Add("Sum2", Name = "Sum3")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 8, From = "Sum3", Name = "Dilated4")]
[Dense(16, Name = "Mixed4")]
[Add("Sum3", Name = "Sum4")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 16, From = "Sum4", Name = "Dilated5")]
[Dense(16, Name = "Mixed5")]
[Add("Sum4", Name = "Sum5")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 32, From = "Sum5", Name = "Dilated6")]
[Dense(16, Name = "Mixed6")]
[Add("Sum5", Name = "Sum6")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 64, From = "Sum6", Name = "Dilated7")]
[Dense(16, Name = "Mixed7")]
[Add("Sum6", Name = "Sum7")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 128, From = "Sum7", Name = "Dilated8")]
[Dense(16, Name = "Mixed8")]
[Add("Sum7", Name = "Sum8")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 256, From = "Sum8", Name = "Dilated9")]
[Dense(16, Name = "Mixed9")]
[Add("Sum8", Name = "Sum9")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 512, From = "Sum9", Name = "Dilated10")]
[Dense(16, Name = "Mixed10")]
[Add("Sum9", Name = "Sum10")]
[Conv1D(16, 2, Activation.Tanh, From = "Sum10", Name = "Dilated11")]
[Dense(16, Name = "Mixed11")]
[Add("Sum10", Name = "Sum11")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 2, From = "Sum11", Name = "Dilated12")]
[Dense(16, Name = "Mixed12")]
[Add("Sum11", Name = "Sum12")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 4, From = "Sum12", Name = "Dilated13")]
[Dense(16, Name = "Mixed13")]
[Add("Sum12", Name = "Sum13")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 8, From = "Sum13", Name = "Dilated14")]
[Dense(16, Name = "Mixed14")]
[Add("Sum13", Name = "Sum14")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 16, From = "Sum14", Name = "Dilated15")]
[Dense(16, Name = "Mixed15")]
[Add("Sum14", Name = "Sum15")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 32, From = "Sum15", Name = "Dilated16")]
[Dense(16, Name = "Mixed16")]
[Add("Sum15", Name = "Sum16")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 64, From = "Sum16", Name = "Dilated17")]
[Dense(16, Name = "Mixed17")]
[Add("Sum16", Name = "Sum17")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 128, From = "Sum17", Name = "Dilated18")]
[Dense(16, Name = "Mixed18")]
[Add("Sum17", Name = "Sum18")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 256, From = "Sum18", Name = "Dilated19")]
[Dense(16, Name = "Mixed19")]
[Add("Sum18", Name = "Sum19")]
[Conv1D(16, 2, Activation.Tanh, Dilation = 512, From = "Sum19", Name = "Dilated20")]
[Add("Dilated2", "Dilated3", "Dilated4", "Dilated5", "Dilated6", "Dilated7", "Dilated8", "Dilated9", "Dilated10", "Dilated11", "Dilated12", "Dilated13", "Dilated14", "Dilated15", "Dilated16", "Dilated17", "Dilated18", "Dilated19", "Dilated20", From = "Dilated1", Activation = Activation.ReLU)]
[Dense(1)]
internal sealed partial class WaveNet;
