using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Faults;

/// <summary>
/// A project that is compiled in memory, as its build would do it but for analyzers, again and again with one file changed: a second each instead of
/// ten.
/// </summary>
internal sealed class MutableProject
{
    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<string, SyntaxTree> _trees;

    private MutableProject(CSharpCompilation compilation)
    {
        _compilation = compilation;
        _trees = compilation.SyntaxTrees.ToDictionary(tree => tree.FilePath, StringComparer.Ordinal);
    }

    /// <summary>The name of the assembly.</summary>
    public string Name => _compilation.AssemblyName!;

    /// <summary>Reads a project: what its build, which must have run, hands to the compiler.</summary>
    /// <param name="root">The root of the repository.</param>
    /// <param name="project">The folder of the project.</param>
    public static MutableProject Load(string root, string project)
    {
        string folder = Path.Combine(root, project);
        CSharpCommandLineArguments arguments = CSharpCommandLineParser.Default.Parse(CompilerArguments(folder), folder, sdkDirectory: null);
        CSharpParseOptions parsing = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        SyntaxTree[] trees = [.. arguments.SourceFiles.AsParallel().AsOrdered().Select(file => Parse(File.ReadAllText(file.Path), Path.GetFullPath(file.Path), parsing))];
        var compilation = CSharpCompilation.Create(
            arguments.CompilationName,
            trees,
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(folder, reference.Reference), reference.Properties)),
            arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default));

        // What the framework's generators write (LibraryImport) stays the same whatever the fault.
        CSharpGeneratorDriver
            .Create(arguments.ResolveAnalyzerReferences(new Loader()).SelectMany(reference => reference.GetGenerators(LanguageNames.CSharp)), parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return new MutableProject((CSharpCompilation)generated);
    }

    /// <summary>Whether it has a file.</summary>
    public bool Has(string path) => _trees.ContainsKey(path);

    /// <summary>Compiles it, with another text of one file if one is given.</summary>
    /// <exception cref="FaultTableException">It does not compile.</exception>
    public byte[] Compile(string? path = null, string? source = null)
    {
        CSharpCompilation compilation = path is null
            ? _compilation
            : _compilation.ReplaceSyntaxTree(_trees[path], Parse(source!, path, (CSharpParseOptions)_trees[path].Options));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image);
        return result.Success
            ? image.ToArray()
            : throw new FaultTableException(
                "It does not compile: " + string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Take(3)));
    }

    private static SyntaxTree Parse(string source, string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options, path);

    private static List<string> CompilerArguments(string folder)
    {
        // What keeps MSBuild from leaving the compiler's step out where nothing has changed is a file that is never there.
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "msbuild", folder, "-t:Compile", "-p:Configuration=Release", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
                "-p:BuildProjectReferences=false", "-p:DesignTimeBuild=true", "-p:NonExistentFile=missing/missing", "-getItem:CscCommandLineArgs",
            },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new FaultTableException($"{folder} cannot be read; is it built?\n{output}");
        }

        using JsonDocument items = JsonDocument.Parse(output);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!),
        ];
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
