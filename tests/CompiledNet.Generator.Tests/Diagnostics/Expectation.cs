using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Checks that a mistake is reported once, where it is, and that nothing is generated for that network alone.</summary>
internal static class Expectation
{
    private const string Beside = "\n[CompiledNet.Network(2)] [CompiledNet.Dense(3)] public partial class Beside {}\n";

    /// <summary>Asserts one diagnostic.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="message">Its whole message.</param>
    /// <param name="source">The code, with [| and |] around what the diagnostic is reported on.</param>
    /// <param name="options">How it compiles.</param>
    /// <param name="compilerErrors">The ids of the errors that the compiler itself reports about the code.</param>
    public static void Reported(
        string id, string message, string source, BuildOptions? options = null, params string[] compilerErrors)
    {
        Diagnostic found = Assert.Single(Check(source, options, compilerErrors).AnalyzerDiagnostics);

        Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal((id, Marked(source)), (found.Id, Spanned(found)));
        Assert.Equal(Span(source), found.Location.SourceSpan);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
    }

    /// <summary>Asserts one piece of advice, about code that is generated.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="message">Its whole message.</param>
    /// <param name="source">The code, with [| and |] around what it is reported on.</param>
    public static void Advised(string id, string message, string source)
    {
        Diagnostic found = Assert.Single(Warnings(Unmarked(source)));

        Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal((id, Marked(source)), (found.Id, Spanned(found)));
        Assert.Equal(Span(source), found.Location.SourceSpan);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
    }

    /// <summary>Asserts several pieces of advice, in the order of their places.</summary>
    public static void Advised(string source, params (string Id, string Text)[] expected) => Assert.Equal(
        expected,
        Warnings(source).OrderBy(found => found.Location.SourceSpan.Start).Select(found => (found.Id, Spanned(found))));

    private static IEnumerable<Diagnostic> Warnings(string source) =>
        Build.Valid(source).Advice.Where(found => found.Severity == DiagnosticSeverity.Warning);

    /// <summary>Asserts several diagnostics, in the order of their places.</summary>
    public static void Reported(string source, params (string Id, string Text)[] expected) => Assert.Equal(
        expected,
        Check(source, null, []).AnalyzerDiagnostics
            .OrderBy(found => found.Location.SourceSpan.Start)
            .Select(found => (found.Id, Spanned(found))));

    /// <summary>Asserts that the compiler says what is wrong, and nobody else adds to it.</summary>
    public static void LeftToTheCompiler(string source, params string[] compilerErrors) =>
        Assert.Empty(Check(source, null, compilerErrors).AnalyzerDiagnostics);

    private static Build Check(string source, BuildOptions? options, string[] compilerErrors)
    {
        Build build = Build.Of(Unmarked(source) + Beside, options);

        Assert.Equal(["Beside.Kernels.g.cs", "Beside.Members.g.cs", "Beside.g.cs"], build.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            compilerErrors.Order(),
            build.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id).Distinct().Order());
        return build;
    }

    private static string Unmarked(string source) =>
        source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static TextSpan Span(string source) => TextSpan.FromBounds(
        source.IndexOf("[|", StringComparison.Ordinal), source.IndexOf("|]", StringComparison.Ordinal) - 2);

    private static string Marked(string source) => Unmarked(source).Substring(Span(source).Start, Span(source).Length);

    private static string Spanned(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
