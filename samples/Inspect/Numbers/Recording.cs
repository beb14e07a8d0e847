using System.Numerics;
using CompiledNet;

namespace Inspect;

/// <summary>What a network's partial methods have seen of one sample's way forward and back.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
internal sealed class Recording<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>z, a, δ, dW and db of each layer by name; the layers count from 1.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Takes z and a.</summary>
    public void SeeForward(LayerInfo layer, SampleView<T> z, SampleView<T> a)
    {
        Add($"z{NumberOf(layer)}", z);
        Add($"a{NumberOf(layer)}", a);
    }

    /// <summary>Takes δ, dW and db.</summary>
    public void SeeBackward(LayerInfo layer, SampleView<T> delta, MatrixView<T> dW, VectorView<T> db)
    {
        Add($"δ{NumberOf(layer)}", delta);
        var weights = new T[dW.Length];
        dW.CopyTo(weights);
        Add($"dW{NumberOf(layer)}", dW.Rows, weights);
        var biases = new T[db.Length];
        db.CopyTo(biases);
        Add($"db{NumberOf(layer)}", db.Length, biases);
    }

    /// <summary>Takes numbers that no layer has: x, y and the parameters.</summary>
    public void Add(string name, int rows, ReadOnlySpan<T> values)
    {
        double[] numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = double.CreateChecked(values[i]);
        }

        _tensors[name] = new Tensor(name, rows, values.Length / rows, numbers);
    }

    /// <summary>Takes the weights and biases of every layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="mark">What their names end with: a prime after the update.</param>
    public void AddParameters(INetwork<T> network, string mark = "")
    {
        foreach (LayerInfo layer in network.Layers)
        {
            var view = new LayerView<T>(network.Parameters, layer.Weights, layer.Biases);
            var weights = new T[view.Weights.Length];
            view.Weights.CopyTo(weights);
            Add($"W{NumberOf(layer)}{mark}", layer.OutputSize, weights);
            var biases = new T[view.Biases.Length];
            view.Biases.CopyTo(biases);
            Add($"b{NumberOf(layer)}{mark}", layer.OutputSize, biases);
        }
    }

    private void Add(string name, SampleView<T> view)
    {
        var values = new T[view.Units];
        for (int unit = 0; unit < values.Length; unit++)
        {
            values[unit] = view[0, unit];
        }

        Add(name, view.Units, values);
    }

    // Layers without names of their own are called Layer1, Layer2, …
    private static string NumberOf(LayerInfo layer) => layer.Name["Layer".Length..];
}
