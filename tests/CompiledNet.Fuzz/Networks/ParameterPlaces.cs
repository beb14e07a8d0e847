using System.Numerics;

namespace CompiledNet.Fuzz;

/// <summary>Where in its buffer a network's parameters lie, and where only padding does.</summary>
internal static class ParameterPlaces
{
    public static IEnumerable<int> Of<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => network.Layers.SelectMany(info => Of(info.Weights).Concat(Of(info.Biases)));

    public static IEnumerable<int> Of(TensorLayout layout)
    {
        for (int row = 0; row < layout.Rows; row++)
        {
            for (int column = 0; column < layout.Columns; column++)
            {
                yield return layout.IndexOf(row, column);
            }
        }
    }

    /// <summary>Fills the padding: any finite value in it is promised to be harmless.</summary>
    public static void PoisonPadding<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        HashSet<int> used = [.. Of(network)];
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            if (!used.Contains(i))
            {
                network.Parameters[i] = T.CreateChecked(i % 2 == 0 ? 1000 : -777);
            }
        }
    }

    /// <summary>The first place of the padding whose gradient is not 0; null where there is none, or a gradient is not finite.</summary>
    public static int? FirstWrittenPadding<T>(INetwork<T> network, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        HashSet<int> used = [.. Of(network)];
        foreach (int place in used)
        {
            if (!T.IsFinite(gradients[place]))
            {
                return null; // 0 · ∞ is NaN in the padding too.
            }
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            if (!used.Contains(i) && gradients[i] != T.Zero)
            {
                return i;
            }
        }

        return null;
    }
}
