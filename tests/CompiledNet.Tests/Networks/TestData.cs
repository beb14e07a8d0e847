using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>Numbers for tests, the same at every run.</summary>
internal static class TestData
{
    /// <summary>Uniform numbers in [−1, 1).</summary>
    public static T[] Draw<T>(int count, int stream = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(1234, -1 - stream);
        var numbers = new T[count];
        for (int k = 0; k < count; k++)
        {
            numbers[k] = T.CreateTruncating((2 * random.NextDouble()) - 1);
        }

        return numbers;
    }

    /// <summary>The bits of some numbers: what has to be equal where no difference at all is allowed, and where NaN may occur.</summary>
    public static byte[] Bits<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers).ToArray();

    /// <summary>The indices of a network's parameter buffer that belong to no layer.</summary>
    public static int[] Padding<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var indices = Enumerable.Range(0, network.Parameters.Length).ToHashSet();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorLayout tensor in new[] { layer.Weights, layer.Biases })
            {
                for (int row = 0; row < tensor.Rows; row++)
                {
                    for (int column = 0; column < tensor.Columns; column++)
                    {
                        Assert.True(indices.Remove(tensor.IndexOf(row, column)), "two parameters share a place");
                    }
                }
            }
        }

        return [.. indices];
    }
}
