using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>How a user's project compiles. The default is what `dotnet new console` gives, built for release.</summary>
internal sealed record BuildOptions
{
    public static readonly BuildOptions Default = new();

    /// <summary>
    /// The strictest project: the oldest language version that emitted code is written for, overflow checks, every compiler warning an
    /// error, XML documentation checked.
    /// </summary>
    public static readonly BuildOptions Strict = new()
    {
        Language = LanguageVersion.CSharp12,
        CheckOverflow = true,
        Documentation = DocumentationMode.Diagnose,
        WarningLevel = 9999,
        WarningsAreErrors = true,
    };

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public bool CheckOverflow { get; init; }

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Parse;

    /// <summary>The aliases that the project gives the library.</summary>
    public string Aliases { get; init; } = "";

    /// <summary>A library beside those that every project has.</summary>
    public MetadataReference? More { get; init; }

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>A file that another generator writes.</summary>
    public string? Generated { get; init; }

    /// <summary>Whether the source has statements outside of any class.</summary>
    public bool IsProgram { get; init; }

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    public int WarningLevel { get; init; } = 4;

    public bool WarningsAreErrors { get; init; }

    public CSharpParseOptions Parse => new(Language, Documentation);

    public CSharpCompilationOptions Compilation => new(
        IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: Optimization,
        checkOverflow: CheckOverflow,
        allowUnsafe: false,
        warningLevel: WarningLevel,
        generalDiagnosticOption: WarningsAreErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default,
        nullableContextOptions: Nullable);
}
