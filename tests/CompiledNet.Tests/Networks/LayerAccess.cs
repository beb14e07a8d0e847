using System.Numerics;
using System.Reflection;

namespace CompiledNet.Tests.Networks;

/// <summary>The layers of any network by their number, where generated code has them as properties by name.</summary>
internal static class LayerAccess
{
    private delegate LayerWorkspaceView<T> WorkspaceLayer<T>()
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The parameters of a layer.</summary>
    public static LayerView<T> Layer<T>(this INetwork<T> network, int layer)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(network.Parameters, network.Layers[layer].Weights, network.Layers[layer].Biases);

    /// <summary>The property of a network's own workspace that shows a layer.</summary>
    public static LayerWorkspaceView<T> Layer<T>(this Workspace<T> workspace, INetwork<T> network, int layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string name = network.Layers[layer].Name;
        MethodInfo getter = workspace.GetType().GetProperty(name)?.GetMethod
            ?? throw new InvalidOperationException($"{workspace.GetType()} has no {name}.");
        return getter.CreateDelegate<WorkspaceLayer<T>>(workspace)();
    }

    /// <summary>Every number of a matrix, row by row.</summary>
    public static T[] ToArray<T>(this MatrixView<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[matrix.Length];
        matrix.CopyTo(numbers);
        return numbers;
    }

    /// <summary>Every number of a vector.</summary>
    public static T[] ToArray<T>(this VectorView<T> vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[vector.Length];
        vector.CopyTo(numbers);
        return numbers;
    }

    /// <summary>Every number of a batch, sample by sample.</summary>
    public static T[] ToArray<T>(this SampleView<T> samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[samples.Samples * samples.Units];
        for (int k = 0; k < numbers.Length; k++)
        {
            numbers[k] = samples[k / samples.Units, k % samples.Units];
        }

        return numbers;
    }
}
