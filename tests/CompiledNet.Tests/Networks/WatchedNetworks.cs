namespace CompiledNet.Tests.Networks;

/// <summary>What the partial methods of a network were called with.</summary>
public sealed class Recording
{
    /// <summary>Each call: the method, the layer and the numbers, one after the other.</summary>
    public List<(string Method, string Layer, double[][] Numbers)> Calls { get; } = [];

    internal void Forward(LayerInfo layer, SampleView<double> z, SampleView<double> a) =>
        Calls.Add(("OnForward", layer.Name, [Copy(z), Copy(a)]));

    internal void Backward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db)
    {
        double[] weights = new double[dW.Length];
        dW.CopyTo(weights);
        double[] biases = new double[db.Length];
        db.CopyTo(biases);
        Calls.Add(("OnBackward", layer.Name, [Copy(delta), weights, biases]));
    }

    internal static double[] Copy(SampleView<double> view)
    {
        double[] numbers = new double[view.Samples * view.Units];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = view[i / view.Units, i % view.Units];
        }

        return numbers;
    }
}

/// <summary>A network that is watched; <see cref="UnwatchedNet"/> is the same.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(5, Activation.Sigmoid)]
[Dense(20, Activation.SELU, Bias = false, Name = "Middle")]
[Dense(4, Activation.Softmax)]
public partial class WatchedNet
{
    /// <summary>What was seen.</summary>
    public Recording Recording { get; } = new();

    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => Recording.Forward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        Recording.Backward(layer, delta, dW, db);
}

/// <summary>The same without anybody looking.</summary>
[Network(inputs: 3, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(5, Activation.Sigmoid)]
[Dense(20, Activation.SELU, Bias = false, Name = "Middle")]
[Dense(4, Activation.Softmax)]
public partial class UnwatchedNet;

/// <summary>Watched by somebody who only counts, in a network that threads would share.</summary>
[Network(inputs: 64, Loss = Loss.HalfSquaredError)]
[Dense(256, Activation.Tanh)]
[Dense(32)]
public partial class CountedNet
{
    /// <summary>Samples seen on the way forward.</summary>
    public int Forwards { get; private set; }

    /// <summary>Units seen on the way back.</summary>
    public int Backwards { get; private set; }

    /// <summary>The last z, and the last dW.</summary>
    public float Last { get; private set; }

    partial void OnForward(LayerInfo layer, SampleView<float> z, SampleView<float> a)
    {
        Forwards += a.Samples;
        Last = z[0, 0];
    }

    partial void OnBackward(LayerInfo layer, SampleView<float> delta, MatrixView<float> dW, VectorView<float> db)
    {
        Backwards += dW.Rows;
        Last = dW[0, 0];
    }
}
