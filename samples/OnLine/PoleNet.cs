using CompiledNet;

namespace OnLine;

/// <summary>
/// The controller: what is measured of cart and pole in, the force on the cart out, from −1 to 1 of what the motor can do. It declares no loss:
/// what its outputs were worth shows only in what the pole does next.
/// </summary>
[Network(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(1, Activation.Tanh)]
public partial class PoleNet;
