using System.Collections.Immutable;
using System.Text;
using CompiledNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Fuzz.Declarations;

/// <summary>How a declaration ended.</summary>
public enum Outcome
{
    /// <summary>It compiles.</summary>
    Compiles,

    /// <summary>A CN rule says why not.</summary>
    Explained,

    /// <summary>It is wrong C#, of itself.</summary>
    WrongElsewhere,
}

/// <summary>One source, through generator, analyzer and compiler.</summary>
internal static class DeclarationRun
{
    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false);

    // C# 14: what this compiler speaks by default, so that every new construct is met.
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);

    /// <summary>What is wrong with the generator or the analyzer; null where nothing is.</summary>
    public static string? Check(string source, out Outcome outcome)
    {
        outcome = Outcome.WrongElsewhere;
        CSharpCompilation compilation = Parse(source);
        GeneratorDriver driver = Drive(compilation, CancellationToken.None, out Compilation output, out ImmutableArray<Diagnostic> fromGenerator);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        if (result.Exception is { } exception)
        {
            return "the generator threw: " + exception;
        }

        if (fromGenerator.FirstOrDefault(diagnostic => diagnostic.Id is "CS8785" or "CS8784") is { } failed)
        {
            return failed.ToString();
        }

        ImmutableArray<Diagnostic> rules = Analyze(output, CancellationToken.None);
        if (rules.FirstOrDefault(diagnostic => !diagnostic.Id.StartsWith("CN", StringComparison.Ordinal)) is { } crash)
        {
            return "the analyzer: " + crash;
        }

        if (HidesNamespaces(output))
        {
            return null;
        }

        HashSet<SyntaxTree> generated = [.. result.GeneratedSources.Select(generatedSource => generatedSource.SyntaxTree)];
        Diagnostic[] errors = [.. output.GetDiagnostics().Where(IsError)];
        bool isWrongAlone = compilation.GetDiagnostics().Any(IsError);
        Diagnostic? inGenerated = errors.FirstOrDefault(
            error => error.Location.SourceTree is { } tree && generated.Contains(tree) && !(isWrongAlone && Follows(error)));
        if (inGenerated is not null)
        {
            return $"an error in generated code: {inGenerated}\n    {LineOf(inGenerated)}";
        }

        // What else the analyzer says is advice, and explains no error.
        outcome = rules.Any(rule => rule.DefaultSeverity == DiagnosticSeverity.Error) ? Outcome.Explained : errors.Length > 0 ? Outcome.WrongElsewhere : Outcome.Compiles;
        return outcome == Outcome.WrongElsewhere && !isWrongAlone
            ? $"the user's part alone compiles, and no rule says why this does not: {errors[0]}"
            : null;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    // A type called System or CompiledNet outside of all namespaces hides the namespace of that name, from us as from everyone.
    private static bool HidesNamespaces(Compilation compilation) =>
        compilation.GlobalNamespace.GetTypeMembers("System").Any() || compilation.GlobalNamespace.GetTypeMembers("CompiledNet").Any();

    // What the compiler has said at its place in the user's part, and says here once more: the class's base has one constructor twice (an
    // ambiguous call).
    private static bool Follows(Diagnostic error) => error.Id is "CS0121";

    /// <summary>The same, cancelled after a number of ticks; then once more to the end. Null where cancellation is all that came of it.</summary>
    public static string? CheckCancelled(string source, int ticks)
    {
        CSharpCompilation compilation = Parse(source);
        using var cancellation = new CancellationTokenSource();
        using var timer = new Timer(_ => cancellation.Cancel(), null, ticks / 10, Timeout.Infinite);
        if (ticks == 0)
        {
            cancellation.Cancel();
        }

        try
        {
            GeneratorDriver driver = Drive(compilation, cancellation.Token, out Compilation output, out _);
            if (driver.GetRunResult().Results[0].Exception is { } exception)
            {
                return "the generator threw when it was cancelled: " + exception;
            }

            ImmutableArray<Diagnostic> rules = Analyze(output, cancellation.Token);
            return rules.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001")?.ToString();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public static CSharpCompilation Parse(string source) => CSharpCompilation.Create(
        "Declarations",
        [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.Unicode), s_parseOptions, "User.cs")],
        Compiler.References,
        s_options);

    private static GeneratorDriver Drive(
        CSharpCompilation compilation, CancellationToken cancellation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics) =>
        CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: s_parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out output, out diagnostics, cancellation);

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation, CancellationToken cancellation) => compilation
        .WithAnalyzers([new NetworkAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();

    private static string LineOf(Diagnostic error)
    {
        SourceText text = error.Location.SourceTree!.GetText();
        return text.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
    }
}
