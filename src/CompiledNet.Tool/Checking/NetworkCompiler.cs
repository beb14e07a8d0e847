using System.Reflection;
using System.Text;
using CompiledNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Tool.Checking;

/// <summary>Compiles declarations in memory, with the generator that a project has.</summary>
internal static class NetworkCompiler
{
    // Here the analyzer sees the declaration without what was generated for it.
    private const string NotGenerated = "CN0033";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp12);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(LoadReferences);

    /// <summary>A declaration and what the generator wrote for it.</summary>
    /// <param name="source">The text of a C# file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="ImportException">The generator reports errors.</exception>
    public static CSharpCompilation Generate(string source, string path)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Imported",
            [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), s_options, path)],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: s_options);
        GeneratorDriverRunResult result = driver.RunGenerators(compilation).GetRunResult();
        return result.Results[0].Exception is { } exception
            ? throw new ImportException($"The generator failed on '{path}': {exception.Message}", exception)
            : compilation.AddSyntaxTrees(result.GeneratedTrees);
    }

    /// <summary>Compiles a declaration.</summary>
    /// <param name="source">The text of a C# file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <returns>The assembly's bytes.</returns>
    /// <exception cref="ImportException">It does not compile.</exception>
    public static byte[] Compile(string source, string path)
    {
        CSharpCompilation compilation = Generate(source, path);
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = compilation.Emit(image);
        string[] findings = [.. Findings(source, path)];
        if (emitted.Success && findings.Length == 0)
        {
            return image.ToArray();
        }

        IEnumerable<string> errors = findings.Concat(emitted.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
        throw new ImportException($"'{path}' does not compile:\n  {string.Join("\n  ", errors.Take(10))}");
    }

    // The generator emits nothing for a network with an error, which the analyzer reports; attributes alone compile.
    private static IEnumerable<string> Findings(string source, string path)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Imported",
            [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), s_options, path)],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return new Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzers(compilation, [new NetworkAnalyzer()], options: null)
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != NotGenerated)
            .Select(diagnostic => diagnostic.ToString());
    }

    private static List<MetadataReference> LoadReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] names = ["System.*.dll", "netstandard.dll", "mscorlib.dll"];
        return
        [
            .. names.SelectMany(name => Directory.EnumerateFiles(framework, name))
                .Where(IsManaged)
                .Append(typeof(NetworkAttribute).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
