using System.Numerics;
using System.Runtime.Loader;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Writing;

namespace CompiledNet.Tool.Checking;

/// <summary>A compiled network that can be run, saved and exported, whatever its precision.</summary>
internal abstract class LoadedNetwork : IDisposable
{
    /// <summary>Numbers of a sample, or of a step.</summary>
    public abstract int InputSize { get; }

    /// <summary>Numbers of an output, or of a step of it.</summary>
    public abstract int OutputSize { get; }

    /// <summary>The layer table.</summary>
    public required string Summary { get; init; }

    /// <summary>Its tensors.</summary>
    public abstract IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Compiles and loads a declaration.</summary>
    /// <param name="source">The text of a C# file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="className">The full name of the network's class.</param>
    public static LoadedNetwork Load(string source, string path, string className)
    {
        byte[] image = NetworkCompiler.Compile(source, path);
        var context = new AssemblyLoadContext("imported", isCollectible: true);
        using var stream = new MemoryStream(image);
        Type type = context.LoadFromStream(stream).GetType(className)
            ?? throw new ImportException($"'{path}' declares no class '{className}'.");
        string summary = (string)type.GetField("Summary")!.GetRawConstantValue()!;
        object network = Activator.CreateInstance(type, 0L)!;
        return network switch
        {
            INetwork<float> single => new LoadedNetwork<float>(single, context) { Summary = summary },
            INetwork<double> twice => new LoadedNetwork<double>(twice, context) { Summary = summary },
            _ => throw new ImportException($"'{className}' in '{path}' is no network: it has no [Network] attribute."),
        };
    }

    /// <summary>Writes the tensors of a graph into the network.</summary>
    public void SetTensors(NetworkGraph graph, Declaration declaration)
    {
        var tensors = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach ((LayerNode layer, string name) in graph.Layers().Zip(declaration.LayerNames))
        {
            foreach (LayerTensor tensor in layer.Tensors)
            {
                TensorInfo info = tensors[$"{name}.{tensor.Name}"];
                if (!info.Shape.SequenceEqual(tensor.Shape))
                {
                    throw new ImportException($"{info} was to be written with the shape [{string.Join(", ", tensor.Shape)}]: this is a mistake of this tool.");
                }

                Write(info, tensor.Values);
                tensors.Remove(info.Name);
            }
        }

        if (tensors.Count > 0)
        {
            throw new ImportException($"{string.Join(", ", tensors.Keys)} got no values: this is a mistake of this tool.");
        }
    }

    /// <summary>Writes a tensor.</summary>
    public abstract void Write(TensorInfo tensor, double[] values);

    /// <summary>Infers one sample, or one sequence from zero state.</summary>
    public abstract double[] Forward(ReadOnlySpan<double> input, int steps);

    /// <summary>Saves the weights.</summary>
    public abstract void Save(string path);

    /// <summary>Exports the network as frozen.</summary>
    public abstract void ExportFrozen(string path);

    public abstract void Dispose();
}

/// <summary>A compiled network of one precision.</summary>
internal sealed class LoadedNetwork<T>(INetwork<T> network, AssemblyLoadContext context) : LoadedNetwork
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int InputSize => network.InputSize;

    public override int OutputSize => network.OutputSize;

    public override IReadOnlyList<TensorInfo> Tensors => network.Tensors;

    /// <summary>The network itself.</summary>
    public INetwork<T> Network => network;

    public override void Write(TensorInfo tensor, double[] values)
    {
        T[] numbers = [.. values.Select(T.CreateTruncating)];
        if (numbers is float[] singles)
        {
            tensor.Write(((INetwork<float>)network).Parameters, singles);
        }
        else
        {
            tensor.Write(((INetwork<double>)network).Parameters, (double[])(object)numbers);
        }
    }

    public override double[] Forward(ReadOnlySpan<double> input, int steps)
    {
        var numbers = new T[input.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = T.CreateTruncating(input[i]);
        }

        var output = new T[steps * OutputSize];
        network.Forward(numbers, output);
        return [.. output.Select(double.CreateTruncating)];
    }

    public override void Save(string path) => network.Save(path);

    public override void ExportFrozen(string path) => network.ExportFrozen(path);

    public override void Dispose() => context.Unload();
}
