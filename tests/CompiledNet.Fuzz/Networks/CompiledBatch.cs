using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace CompiledNet.Fuzz;

/// <summary>Many networks, compiled with the real generator in one compilation, loaded, and unloaded at the end.</summary>
internal sealed class CompiledBatch : IDisposable
{
    private readonly AssemblyLoadContext _context = new("fuzz", isCollectible: true);
    private readonly Assembly _assembly;
    private readonly IReadOnlyList<NetworkSpec> _specs;

    /// <summary>Compiles the networks.</summary>
    /// <param name="specs">The networks.</param>
    /// <param name="fault">A fault to plant.</param>
    public CompiledBatch(IReadOnlyList<NetworkSpec> specs, Fault? fault = null)
    {
        _specs = specs;
        var source = new StringBuilder("using CompiledNet;\n\nnamespace Fuzz;\n\n");
        for (int i = 0; i < specs.Count; i++)
        {
            source.Append(specs[i].Declaration(NameOf(i))).Append('\n');
        }

        _assembly = GeneratedAssembly.Load("Fuzz", source.ToString(), _context, fault?.Edit, fault?.Beside ?? "");
    }

    /// <summary>One of the networks, with its initial parameters.</summary>
    public INetwork<T> Create<T>(int index, long seed)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var network = (INetwork<T>)Activator.CreateInstance(_assembly.GetType("Fuzz." + NameOf(index), throwOnError: true)!, seed)!;
        if (_specs[index].OutputBias is { } bias)
        {
            SetOutputs(network, bias);
        }

        return network;
    }

    public void Dispose() => _context.Unload();

    private static void SetOutputs<T>(INetwork<T> network, double bias)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        foreach (int place in ParameterPlaces.Of(network.Layers[^1].Weights))
        {
            network.Parameters[place] *= T.CreateChecked(0.02);
        }

        foreach (int place in ParameterPlaces.Of(network.Layers[^1].Biases))
        {
            network.Parameters[place] = T.CreateChecked(bias);
        }
    }

    private static string NameOf(int index) => $"N{index}";
}
