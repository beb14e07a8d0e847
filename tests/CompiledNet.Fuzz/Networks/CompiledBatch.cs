using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using CompiledNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Fuzz;

/// <summary>Many networks, compiled with the real generator in one compilation, loaded, and unloaded at the end.</summary>
internal sealed class CompiledBatch : IDisposable
{
    private readonly AssemblyLoadContext _context = new("fuzz", isCollectible: true);
    private readonly Assembly _assembly;

    /// <summary>Compiles the networks.</summary>
    /// <param name="specs">The networks.</param>
    /// <param name="fault">A fault to plant.</param>
    public CompiledBatch(IReadOnlyList<NetworkSpec> specs, Fault? fault = null)
    {
        var source = new StringBuilder("using CompiledNet;\n\nnamespace Fuzz;\n\n");
        for (int i = 0; i < specs.Count; i++)
        {
            source.Append(specs[i].Declaration(NameOf(i))).Append('\n');
        }

        CSharpCompilation compilation = CSharpCompilation.Create(
            "Fuzz",
            [Parse(source.ToString(), "Fuzz.cs")],
            Compiler.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Compiler.ParseOptions);
        GeneratorDriverRunResult result = driver.RunGenerators(compilation).GetRunResult();
        if (result.Results[0].Exception is { } exception)
        {
            throw new InvalidOperationException("The generator threw: " + exception, exception);
        }

        compilation = compilation.AddSyntaxTrees(fault is null
            ? result.GeneratedTrees
            : [.. result.GeneratedTrees.Select(tree => Parse(fault.Edit(tree.ToString()), tree.FilePath)), Parse(fault.Beside, "Fault.cs")]);

        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException("The generated code does not compile:\n" + string.Join(
                "\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        }

        image.Position = 0;
        _assembly = _context.LoadFromStream(image);
    }

    /// <summary>One of the networks, with its initial parameters.</summary>
    public INetwork<T> Create<T>(int index, long seed)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        (INetwork<T>)Activator.CreateInstance(_assembly.GetType("Fuzz." + NameOf(index), throwOnError: true)!, seed)!;

    public void Dispose() => _context.Unload();

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Compiler.ParseOptions, path);

    private static string NameOf(int index) => $"N{index}";
}
