using CompiledNet;

namespace OnLine;

/// <summary>
/// The controller: what is measured of cart and pole in, the force on the cart out, from −1 to 1 of what the motor can do. It declares no loss:
/// what its outputs were worth shows only in what the pole does next.
/// </summary>
[Network(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(1, Activation.Tanh)]
public partial class PoleNet
{
    /// <summary>Writes what the sensors say as the network's input, about ±1 each.</summary>
    internal static void Measure(in Motion seen, Span<float> input)
    {
        input[0] = (float)seen.Position;
        input[1] = (float)seen.Velocity;
        input[2] = (float)(seen.Angle / 0.2);
        input[3] = (float)seen.Rate;
    }
}
