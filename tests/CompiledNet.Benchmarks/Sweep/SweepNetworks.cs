using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using CompiledNet.Fuzz;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>For each width w a network of w inputs and two layers of w units, compiled in memory.</summary>
/// <remarks>
/// Square, because then every width is once the depth of each product and once its number of units: whichever loop has a bad remainder shows. Two
/// layers, because ∂L/∂x is computed from the second on, so that a step has all three products. ReLU, because it costs next to nothing and leaves
/// the products alone to be seen.
/// </remarks>
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
                $"""
                [Network(inputs: {width}, Loss = Loss.MeanSquaredError)]
                [Dense({width}, Activation.ReLU)]
                [Dense({width}, Activation.ReLU)]
                public partial class W{width};

                """);
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
