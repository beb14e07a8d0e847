using System.Numerics;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>The numbers of a network as they are exported, bit for bit, and 0 in the padding.</summary>
internal static class FrozenNumbers
{
    /// <summary>Tensor after tensor, row-major, in the order of declaration: an order that no version changes.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <returns>The numbers, without padding.</returns>
    public static T[] InOrder<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[network.Tensors.Sum(tensor => tensor.Count)];
        int count = 0;
        ForEach(network, index => numbers[count++] = network.Parameters[index]);
        return numbers;
    }

    /// <summary>The numbers as they lie in memory.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <returns>The numbers with padding.</returns>
    public static T[] InMemory<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[network.Parameters.Length];
        ForEach(network, index => numbers[index] = network.Parameters[index]);
        return numbers;
    }

    /// <summary>The bytes of numbers in base 64.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="numbers">The numbers.</param>
    /// <returns>One line.</returns>
    public static string ToBase64<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes(numbers));

    private static void ForEach<T>(INetwork<T> network, Action<int> use)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorInfo tensor in network.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                use(tensor.IndexOf(i));
            }
        }
    }
}
