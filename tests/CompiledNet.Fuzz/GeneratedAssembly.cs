using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using CompiledNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Fuzz;

/// <summary>Declarations, compiled in memory with the real generator and loaded.</summary>
internal static class GeneratedAssembly
{
    /// <summary>Compiles and loads.</summary>
    /// <param name="name">The name of the assembly.</param>
    /// <param name="source">The declarations.</param>
    /// <param name="context">Where it is loaded.</param>
    /// <param name="edit">An edit of each generated file; null for none.</param>
    /// <param name="beside">A source that is compiled with them, after the generator has run.</param>
    /// <exception cref="InvalidOperationException">The generator threw, or the code does not compile.</exception>
    public static Assembly Load(string name, string source, AssemblyLoadContext context, Func<string, string>? edit = null, string beside = "")
    {
        bool asItIs = edit is null && beside.Length == 0;
        byte[]? kept = asItIs ? AssemblyCache.Find(name, source) : null;
        if (kept is null)
        {
            kept = Compile(name, source, edit, beside);
            if (asItIs)
            {
                AssemblyCache.Keep(name, source, kept);
            }
        }

        using var image = new MemoryStream(kept);
        return context.LoadFromStream(image);
    }

    private static byte[] Compile(string name, string source, Func<string, string>? edit, string beside)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [Parse(source, name + ".cs")],
            Compiler.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Compiler.ParseOptions);
        GeneratorDriverRunResult result = driver.RunGenerators(compilation).GetRunResult();
        if (result.Results[0].Exception is { } exception)
        {
            throw new InvalidOperationException("The generator threw: " + exception, exception);
        }

        compilation = compilation
            .AddSyntaxTrees(result.GeneratedTrees.Select(tree => edit is null ? tree : Parse(edit(tree.ToString()), tree.FilePath)))
            .AddSyntaxTrees(Parse(beside, "Beside.cs"));

        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException("The generated code does not compile:\n" + string.Join(
                "\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        }

        return image.ToArray();
    }

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Compiler.ParseOptions, path);
}
