using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using CompiledNet.Fuzz;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>For each width w a network of one layer, w inputs and w units, compiled in memory.</summary>
internal sealed class SweepNetworks
{
    private readonly Assembly _assembly;

    public SweepNetworks(IEnumerable<int> widths)
    {
        var source = new StringBuilder("using CompiledNet;\n\nnamespace Sweep;\n\n");
        foreach (int width in widths)
        {
            source.Append(
                CultureInfo.InvariantCulture,
                $"[Network(inputs: {width}, Loss = Loss.MeanSquaredError)]\n[Dense({width}, Activation.ReLU)]\npublic partial class W{width};\n\n");
        }

        _assembly = GeneratedAssembly.Load("Sweep", source.ToString(), AssemblyLoadContext.Default);
    }

    /// <summary>The network of a width.</summary>
    public INetwork<float> Create(int width)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Sweep.W{width}");
        return (INetwork<float>)Activator.CreateInstance(_assembly.GetType(name, throwOnError: true)!, 1L)!;
    }
}
