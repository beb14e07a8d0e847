using System.Numerics;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>The weights and biases that every contestant starts from.</summary>
internal sealed class CommonWeights
{
    private CommonWeights(float[][] weights, float[][] biases)
    {
        Weights = weights;
        Biases = biases;
    }

    /// <summary>For each layer its weights, unit after unit.</summary>
    public IReadOnlyList<float[]> Weights { get; }

    /// <summary>For each layer its biases.</summary>
    public IReadOnlyList<float[]> Biases { get; }

    /// <summary>The weights of a network: Glorot's interval; biases within ±0.1.</summary>
    public static CommonWeights Of<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var draws = new Draws((ulong)(12345 + (network.InputSize * 7) + network.Layers[0].OutputSize));
        float[][] weights = new float[network.Layers.Count][];
        float[][] biases = new float[network.Layers.Count][];
        for (int l = 0; l < weights.Length; l++)
        {
            LayerInfo layer = network.Layers[l];
            float limit = MathF.Sqrt(6f / (layer.InputSize + layer.OutputSize));
            weights[l] = new float[layer.InputSize * layer.OutputSize];
            biases[l] = new float[layer.OutputSize];
            draws.Fill<float>(weights[l]);
            draws.Fill<float>(biases[l]);
            Scale(weights[l], limit);
            Scale(biases[l], 0.1f);
        }

        return new CommonWeights(weights, biases);
    }

    /// <summary>Puts them into a network.</summary>
    public void CopyTo<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int l = 0; l < Weights.Count; l++)
        {
            LayerInfo layer = network.Layers[l];
            for (int unit = 0; unit < layer.OutputSize; unit++)
            {
                network.Parameters[layer.Biases.IndexOf(unit, 0)] = T.CreateTruncating(Biases[l][unit]);
                for (int input = 0; input < layer.InputSize; input++)
                {
                    network.Parameters[layer.Weights.IndexOf(unit, input)] = T.CreateTruncating(Weights[l][(unit * layer.InputSize) + input]);
                }
            }
        }
    }

    /// <summary>A network's parameters or gradients without padding: for each layer the weights, unit after unit, then the biases.</summary>
    public static T[] Compact<T>(INetwork<T> network, ReadOnlySpan<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new List<T>(network.ParameterCount);
        foreach (LayerInfo layer in network.Layers)
        {
            for (int unit = 0; unit < layer.OutputSize; unit++)
            {
                for (int input = 0; input < layer.InputSize; input++)
                {
                    values.Add(buffer[layer.Weights.IndexOf(unit, input)]);
                }
            }

            for (int unit = 0; unit < layer.OutputSize; unit++)
            {
                values.Add(buffer[layer.Biases.IndexOf(unit, 0)]);
            }
        }

        return [.. values];
    }

    private static void Scale(float[] values, float factor)
    {
        foreach (ref float value in values.AsSpan())
        {
            value *= factor;
        }
    }
}
