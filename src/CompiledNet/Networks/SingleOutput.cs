using System.Numerics;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>Inference of a network of one output, which gives the number itself.</summary>
public static class SingleOutput
{
    /// <summary>
    /// The output for one sample, of a network that has but one: <c>float price = net.Predict([5f, 2f])</c>. Allocates nothing and may be called from many
    /// threads, as <c>Forward(input, output)</c>, which it calls. A method Predict of the network's own class goes before it.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="input">The input of one sample.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentException">The length of <paramref name="input"/> is another than that of one sample.</exception>
    /// <exception cref="InvalidOperationException">The network has several outputs.</exception>
    public static T Predict<T>(this INetwork<T> network, ReadOnlySpan<T> input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.OutputSize != 1)
        {
            throw new InvalidOperationException(
                $"{network.GetType().Name} has {network.OutputSize} outputs, and Predict gives one: call Forward(input, output), or Trainer.Predict for a set.");
        }

        T output = default;
        network.Forward(input, MemoryMarshal.CreateSpan(ref output, 1));
        return output;
    }
}
