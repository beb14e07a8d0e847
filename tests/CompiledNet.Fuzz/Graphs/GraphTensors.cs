using System.Numerics;
using System.Runtime.InteropServices;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Reads and writes the tensors of a network by their descriptions.</summary>
internal static class GraphTensors
{
    /// <summary>A tensor, row-major.</summary>
    public static double[] Read<T>(TensorInfo tensor, ReadOnlySpan<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[tensor.Count];
        if (typeof(T) == typeof(double))
        {
            tensor.Read(MemoryMarshal.Cast<T, double>(buffer), MemoryMarshal.Cast<T, double>(values.AsSpan()));
        }
        else
        {
            tensor.Read(MemoryMarshal.Cast<T, float>(buffer), MemoryMarshal.Cast<T, float>(values.AsSpan()));
        }

        return Tensors.Doubles<T>(values);
    }

    public static void Write<T>(TensorInfo tensor, Span<T> buffer, double[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] converted = Array.ConvertAll(values, T.CreateTruncating);
        if (typeof(T) == typeof(double))
        {
            tensor.Write(MemoryMarshal.Cast<T, double>(buffer), MemoryMarshal.Cast<T, double>(converted.AsSpan()));
        }
        else
        {
            tensor.Write(MemoryMarshal.Cast<T, float>(buffer), MemoryMarshal.Cast<T, float>(converted.AsSpan()));
        }
    }

    /// <summary>Where a tensor lies, element by element.</summary>
    public static IEnumerable<int> PlacesOf(TensorInfo tensor) => Enumerable.Range(0, tensor.Count).Select(tensor.IndexOf);

    /// <summary>Where a network's buffers hold only padding.</summary>
    public static IReadOnlyList<int> Padding<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        HashSet<int> used = [.. network.Tensors.SelectMany(PlacesOf)];
        return [.. Enumerable.Range(0, network.Parameters.Length).Where(place => !used.Contains(place))];
    }

    /// <summary>
    /// Moves what begins as 0 or 1 away from there: biases, slopes, scales and statistics. Fills the padding: any finite value in it is promised to be harmless.
    /// </summary>
    public static void Unsettle<T>(INetwork<T> network, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorInfo tensor in network.Tensors.Where(tensor => tensor.Shape.Count == 1))
        {
            (double center, double spread) = tensor switch
            {
                { Role: TensorRole.Scale } => (1.0, 0.5),
                { Role: TensorRole.Weight } => (0.25, 0.3),
                { Role: TensorRole.Statistic } when tensor.Name.EndsWith("_var", StringComparison.Ordinal) => (1.2, 0.9),
                _ => (0.0, 0.5),
            };
            double[] values = new double[tensor.Count];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)(center + (spread * ((2 * random.NextDouble()) - 1)));
            }

            Write(tensor, network.Parameters, values);
        }

        foreach (int place in Padding(network))
        {
            network.Parameters[place] = T.CreateChecked(place % 2 == 0 ? 1000 : -777);
        }
    }
}
