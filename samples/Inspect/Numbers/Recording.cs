using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>Takes δ, and dW and db of a dense layer: of other kinds the network shows none here.</summary>
    public void SeeBackward(LayerInfo layer, SampleView<T> delta, MatrixView<T> dW, VectorView<T> db)
    {
        Add($"δ{NumberOf(layer)}", delta);
        if (dW.Length == 0)
        {
            return;
        }

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

    /// <summary>Takes the weights and biases of every layer, or their gradients that it has not seen, whose names begin with a d.</summary>
    /// <param name="network">The network.</param>
    /// <param name="buffer">Its parameters, or the gradients of a workspace.</param>
    /// <param name="before">What their names begin with.</param>
    /// <param name="mark">What their names end with: a prime after the update.</param>
    public void AddTensors(INetwork<T> network, ReadOnlySpan<T> buffer, string before = "", string mark = "")
    {
        foreach (TensorInfo tensor in network.Tensors)
        {
            string number = tensor.Name["Layer".Length..tensor.Name.IndexOf('.', StringComparison.Ordinal)];
            string name = $"{before}{(tensor.Role == TensorRole.Weight ? 'W' : 'b')}{number}{mark}";
            if (!_tensors.ContainsKey(name))
            {
                var values = new T[tensor.Count];
                Read(tensor, buffer, values);
                Add(name, tensor.Shape[0], values);
            }
        }
    }

    // The library reads each number type by a method of its own.
    private static void Read(TensorInfo tensor, ReadOnlySpan<T> buffer, Span<T> values)
    {
        if (typeof(T) == typeof(float))
        {
            tensor.Read(MemoryMarshal.Cast<T, float>(buffer), MemoryMarshal.Cast<T, float>(values));
        }
        else
        {
            tensor.Read(MemoryMarshal.Cast<T, double>(buffer), MemoryMarshal.Cast<T, double>(values));
        }
    }

    // One row of one sample is a vector; of a map there is a row for each position.
    private void Add(string name, SampleView<T> view)
    {
        var values = new T[view.Samples * view.Units];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = view[i / view.Units, i % view.Units];
        }

        Add(name, view.Samples == 1 ? view.Units : view.Samples, values);
    }

    // Layers without names of their own are called Layer1, Layer2, …
    private static string NumberOf(LayerInfo layer) => layer.Name["Layer".Length..];
}
