using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Many graphs, compiled with the real generator in one compilation, loaded, and unloaded at the end.</summary>
internal sealed class GraphBatch : IDisposable
{
    // The views of a workspace are no values that reflection could hand out.
    private const string Copying = """
        internal static class Copies
        {
            public static T[] Of<T>(SampleView<T> view)
                where T : struct
            {
                T[] numbers = new T[view.Samples * view.Units];
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = view[i / view.Units, i % view.Units];
                }

                return numbers;
            }
        }

        """;

    private readonly AssemblyLoadContext _context = new("graphs", isCollectible: true);
    private readonly Assembly _assembly;

    /// <summary>Compiles the graphs.</summary>
    /// <param name="specs">The graphs.</param>
    /// <param name="fault">A fault to plant.</param>
    /// <exception cref="InvalidOperationException">The generator threw, or the code does not compile.</exception>
    public GraphBatch(IReadOnlyList<GraphSpec> specs, Fault? fault = null)
    {
        var source = new StringBuilder("using CompiledNet;\n\nnamespace Fuzz;\n\n").Append(Copying);
        for (int i = 0; i < specs.Count; i++)
        {
            source.Append(specs[i].Declaration(NameOf(i))).Append('\n');
            AppendAccess(source, specs[i], NameOf(i));
        }

        _assembly = GeneratedAssembly.Load("Graphs", source.ToString(), _context, fault?.Edit, fault?.Beside ?? "");
    }

    /// <summary>One of the networks, with its initial parameters.</summary>
    public INetwork<T> Create<T>(int index, long seed)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (INetwork<T>)Activator.CreateInstance(_assembly.GetType("Fuzz." + NameOf(index), throwOnError: true)!, seed)!;

    /// <summary>What a network's own class can and <see cref="INetwork{T}"/> cannot.</summary>
    public GraphAccess<T> AccessOf<T>(int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Type type = _assembly.GetType($"Fuzz.{NameOf(index)}Access", throwOnError: true)!;
        return new GraphAccess<T>(
            type.GetMethod("Activations")!.CreateDelegate<Func<Workspace<T>, int, T[]>>(),
            type.GetMethod("Infer")!.CreateDelegate<Action<INetwork<T>, T[], T[], int>>());
    }

    public void Dispose() => _context.Unload();

    private static void AppendAccess(StringBuilder source, GraphSpec spec, string name)
    {
        string type = spec.Precision == Precision.Single ? "float" : "double";
        source.Append(CultureInfo.InvariantCulture, $$"""
            public static class {{name}}Access
            {
                public static void Infer(INetwork<{{type}}> network, {{type}}[] input, {{type}}[] output, int threads) =>
                    (({{name}})network).Forward(input, output, threads);

                public static {{type}}[] Activations(Workspace<{{type}}> workspace, int value)
                {
                    var own = ({{name}}.Workspace)workspace;
                    return value switch
                    {

            """);
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            source.Append(CultureInfo.InvariantCulture, $"            {value} => Copies.Of(own.{spec.NameOf(value)}.Activations),\n");
        }

        source.Append("            _ => [],\n        };\n    }\n}\n\n");
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"N{index}");
}
