using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>Forward propagation as the definition says it, in double, through the views of the layers.</summary>
internal static class NaivePropagation
{
    /// <summary>The outputs of one sample.</summary>
    public static double[] Forward<T>(INetwork<T> network, T[] input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] a = Array.ConvertAll(input, double.CreateChecked);
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            LayerInfo info = network.Layers[layer];
            LayerView<T> view = network.Layer(layer);
            double[] z = new double[info.OutputSize];
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = view.Biases.Length > 0 ? double.CreateChecked(view.Biases[j]) : 0;
                for (int i = 0; i < a.Length; i++)
                {
                    z[j] += double.CreateChecked(view.Weights[j, i]) * a[i];
                }
            }

            a = Activate(info.Activation, z);
        }

        return a;
    }

    private static double[] Activate(Activation activation, double[] z) => activation switch
    {
        Activation.Identity => z,
        Activation.Sigmoid => Array.ConvertAll(z, x => 1 / (1 + Math.Exp(-x))),
        Activation.ReLU => Array.ConvertAll(z, x => Math.Max(0, x)),
        Activation.Tanh => Array.ConvertAll(z, Math.Tanh),
        Activation.Softmax => Softmax(z),
        Activation.GELU => Array.ConvertAll(z, x => x * (1 + ErrorFunction.Erf(x / Math.Sqrt(2))) / 2),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };

    private static double[] Softmax(double[] z)
    {
        double largest = z.Max();
        double sum = z.Sum(x => Math.Exp(x - largest));
        return Array.ConvertAll(z, x => Math.Exp(x - largest) / sum);
    }
}
