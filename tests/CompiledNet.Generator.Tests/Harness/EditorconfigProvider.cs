using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>The severities that an .editorconfig sets, for every file alike.</summary>
internal sealed class EditorconfigProvider(string text) : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigOptionsResult _options =
        AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, "/.editorconfig") }).GetOptionsForSourcePath("/File1.cs");

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _options.TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(
        string diagnosticId, CancellationToken cancellationToken, [MaybeNullWhen(false)] out ReportDiagnostic severity)
    {
        severity = default;
        return false;
    }
}
