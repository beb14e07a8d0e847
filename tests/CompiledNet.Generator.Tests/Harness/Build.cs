using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using CompiledNet.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>A user's source, compiled in memory with the generator and the analyzer, as their build does it.</summary>
internal sealed class Build
{
    /// <summary>The framework and the library.</summary>
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(INetwork<>).Assembly.Location),
    ];

    // What one compilation has read of the references, those that are made from it share.
    private static readonly ConcurrentDictionary<BuildOptions, CSharpCompilation> Empty = new();

    private Build(GeneratorDriverRunResult run, Compilation emitted)
    {
        // Emitted files silence everything, and would hide what the tests of warnings look for.
        (Compilation compilation, GeneratedTrees) = WithReports(emitted, run.Results[0].GeneratedSources);
        Emitted = emitted;
        Sources = run.Results[0].GeneratedSources.IsDefault
            ? ImmutableSortedDictionary<string, string>.Empty
            : run.Results[0].GeneratedSources.ToImmutableSortedDictionary(
                source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
        Compilation = compilation;
        ImmutableArray<Diagnostic> ofAnalyzer = Analyze(compilation, GeneratedTrees);
        AnalyzerDiagnostics = [.. ofAnalyzer.Where(IsMistake)];
        Advice = [.. ofAnalyzer.Where(found => !IsMistake(found))];

        // What the compiler says comes with what it emits: bodies are bound once for both. Where warnings are errors it stops before the documentation.
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image);
        Image = result.Success ? image.ToArray() : null;
        bool isComplete = result.Success || compilation.Options.GeneralDiagnosticOption != ReportDiagnostic.Error;
        CompilerDiagnostics = [.. (isComplete ? result.Diagnostics : compilation.GetDiagnostics()).Where(found => found.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>The user's code together with the generated one, in which warnings are reported.</summary>
    public Compilation Compilation { get; }

    /// <summary>The same as it is emitted, where nothing is reported in generated code.</summary>
    public Compilation Emitted { get; }

    /// <summary>Errors and warnings of the compiler.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics { get; }

    /// <summary>The mistakes that the analyzer reports in user's and generated code.</summary>
    public ImmutableArray<Diagnostic> AnalyzerDiagnostics { get; }

    /// <summary>What the analyzer says of networks that are generated.</summary>
    public ImmutableArray<Diagnostic> Advice { get; }

    /// <summary>The generated files.</summary>
    public ImmutableArray<SyntaxTree> GeneratedTrees { get; }

    /// <summary>What it was compiled to, without resources; null where it does not compile.</summary>
    private byte[]? Image { get; }

    /// <summary>The main file of the only network.</summary>
    public string Main => Sources.Single(source => IsMain(source.Key)).Value;

    /// <summary>Its file of members.</summary>
    public string Members => Sources.Single(source => IsOfMembers(source.Key)).Value;

    /// <summary>Both of them, one after the other.</summary>
    public string Source => Main + Members;

    /// <summary>The second file of the only network, if it has one.</summary>
    public string? Kernels => Sources.SingleOrDefault(source => IsOfKernels(source.Key)).Value;

    /// <summary>The third file of the only network, if it has one.</summary>
    public string? Frozen => Sources.SingleOrDefault(source => IsOfFrozen(source.Key)).Value;

    /// <summary>Number of networks that something was generated for.</summary>
    public int NetworkCount => Sources.Keys.Count(IsMain);

    /// <summary>Compiles one file.</summary>
    public static Build Of(string source, BuildOptions? options = null) => Of([source], options);

    /// <summary>
    /// Compiles files. Whatever they say, the generator must not fail, must find everything cached when it runs again over a clone of
    /// the compilation, and what it emits must contain no error.
    /// </summary>
    public static Build Of(IReadOnlyList<string> sources, BuildOptions? options = null)
    {
        options ??= BuildOptions.Default;
        CSharpCompilation input = Input(sources, options);
        GeneratorDriver driver = Driver(options).RunGeneratorsAndUpdateCompilation(
            input, out Compilation output, out ImmutableArray<Diagnostic> ofGenerator);
        Assert.Empty(ofGenerator);

        GeneratorDriverRunResult result = driver.GetRunResult();
        Assert.Null(result.Results[0].Exception);
        StepReasons.AssertNothingNew(driver.RunGenerators(input.Clone()).GetRunResult().Results[0]);

        var build = new Build(result, output);
        build.AssertGeneratedCodeHasNoError();
        Assert.DoesNotContain(build.AnalyzerDiagnostics, found => found.Id == "AD0001");
        return build;
    }

    /// <summary>Compiles what must be free of errors and of the analyzer's diagnostics; then it can be loaded.</summary>
    public static Build Valid(string source, BuildOptions? options = null) => Valid([source], options);

    /// <inheritdoc cref="Valid(string, BuildOptions?)"/>
    public static Build Valid(IReadOnlyList<string> sources, BuildOptions? options = null)
    {
        Build build = Of(sources, options);
        Assert.Empty(build.AnalyzerDiagnostics);
        AssertNone(build.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return build;
    }

    /// <summary>The compilation before the generator has run.</summary>
    public static CSharpCompilation Input(IReadOnlyList<string> sources, BuildOptions options) => Empty
        .GetOrAdd(options, static options => CSharpCompilation.Create(
            "UserCode", [], ReferencesOf(options), options.Compilation))
        .AddSyntaxTrees(sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options.Parse, path: $"File{i + 1}.cs")));

    /// <summary>A driver that tracks every step of the pipeline.</summary>
    public static GeneratorDriver Driver(BuildOptions options) => CSharpGeneratorDriver.Create(
        options.Generated is null
            ? [new NetworkGenerator().AsSourceGenerator()]
            : [new NetworkGenerator().AsSourceGenerator(), new Another(options.Generated).AsSourceGenerator()],
        parseOptions: options.Parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Loads the compiled assembly, until it is disposed.</summary>
    /// <param name="resources">What it embeds, by name.</param>
    public LoadedAssembly Load(params (string Name, byte[] Content)[] resources) =>
        Image is not null && resources.Length == 0 ? new(Image) : new(Compilation, resources);

    /// <summary>What the analyzer says of the user's files. What it has to say of a network stands there.</summary>
    public ImmutableArray<Diagnostic> Analyze(SyntaxTreeOptionsProvider severities) =>
        Analyze(Compilation.WithOptions(Compilation.Options.WithSyntaxTreeOptionsProvider(severities)), GeneratedTrees);

    /// <summary>What the analyzer says of the files of a compilation that are not generated.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation, ImmutableArray<SyntaxTree> generated)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new NetworkAnalyzer()]);
        return
        [
            .. compilation.SyntaxTrees
                .Except(generated)
                .SelectMany(tree => analysis.GetAnalysisResultAsync(compilation.GetSemanticModel(tree), null, default).GetAwaiter().GetResult().GetAllDiagnostics())
                .Distinct(),
        ];
    }

    private static IEnumerable<MetadataReference> ReferencesOf(BuildOptions options)
    {
        MetadataReference library = References[^1];
        string[] aliases = options.Aliases.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return References
            .Replace(library, aliases.Length == 0 ? library : library.WithAliases(aliases))
            .Concat(options.More is null ? [] : [options.More]);
    }

    private static (Compilation Compilation, ImmutableArray<SyntaxTree> Trees) WithReports(
        Compilation compilation, ImmutableArray<GeneratedSourceResult> generated)
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        foreach (SyntaxTree tree in generated.IsDefault ? [] : generated.Select(source => source.SyntaxTree))
        {
            SourceText text = tree.GetText();
            int pragma = text.ToString().IndexOf(FileFrame.NoReports, StringComparison.Ordinal);
            SyntaxTree changed = tree.WithChangedText(text.Replace(pragma, FileFrame.NoReports.Length, ""));
            compilation = compilation.ReplaceSyntaxTree(tree, changed);
            trees.Add(changed);
        }

        return (compilation, trees.ToImmutable());
    }

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        string[] found = [.. diagnostics.Select(Describe)];
        Assert.True(found.Length == 0, string.Join('\n', found.Take(5)));
    }

    private static string Describe(Diagnostic diagnostic)
    {
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return $"{diagnostic}\n    in: {diagnostic.Location.SourceTree?.GetText().Lines[line].ToString().Trim()}";
    }

    private void AssertGeneratedCodeHasNoError() => AssertNone(CompilerDiagnostics.Where(found =>
        found.Severity == DiagnosticSeverity.Error && GeneratedTrees.Contains(found.Location.SourceTree!)));

    private static bool IsOfKernels(string name) => name.EndsWith(".Kernels.g.cs", StringComparison.Ordinal);

    private static bool IsOfFrozen(string name) => name.EndsWith(".Frozen.g.cs", StringComparison.Ordinal);

    private static bool IsOfMembers(string name) => name.EndsWith(".Members.g.cs", StringComparison.Ordinal);

    private static bool IsMain(string name) => !IsOfKernels(name) && !IsOfFrozen(name) && !IsOfMembers(name);

    private static bool IsMistake(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;

    private sealed class Another(string text) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.ParseOptionsProvider, (output, _) => output.AddSource("Other.g.cs", SourceText.From(text, Encoding.UTF8)));
    }
}
