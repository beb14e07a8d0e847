using System.Collections.Immutable;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNet.Generator.Tests.Emission;

/// <summary>Nothing is reported in an emitted file, whatever analyzers a project has, and what is in it is marked as generated.</summary>
public class ReportTests
{
    private static readonly Build Networks = Build.Valid(
        $"namespace A {{ {PlainNetwork.Attributes} public partial class Net {{ public Net() : this(1) {{ }} partial void OnForward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<float> z, CompiledNet.SampleView<float> a) {{ }} }}"
        + $"partial class Outer<T> {{ {PlainNetwork.VectorAttributes} public partial class Net; }} }}"
        + Frozen());

    [Theory]
    [InlineData(DiagnosticSeverity.Warning, ReportDiagnostic.Default)]
    [InlineData(DiagnosticSeverity.Warning, ReportDiagnostic.Error)]
    [InlineData(DiagnosticSeverity.Error, ReportDiagnostic.Default)]
    public void An_analyzer_that_reports_everything_finds_nothing(DiagnosticSeverity severity, ReportDiagnostic general)
    {
        ImmutableHashSet<string> files = [.. Networks.GeneratedTrees.Select(tree => tree.FilePath)];
        string[] Found(Compilation compilation) =>
        [
            .. compilation
                .WithOptions(compilation.Options.WithGeneralDiagnosticOption(general))
                .WithAnalyzers([new Everything(severity)])
                .GetAnalyzerDiagnosticsAsync()
                .GetAwaiter()
                .GetResult()
                .Where(found => files.Contains(found.Location.SourceTree?.FilePath ?? ""))
                .Select(found => found.ToString()),
        ];

        Assert.NotEmpty(Found(Networks.Compilation));
        Assert.Equal([], Found(Networks.Emitted).Take(5));
    }

    [Fact]
    public void Every_member_is_marked_itself_or_its_type()
    {
        ImmutableHashSet<string> files = [.. Networks.GeneratedTrees.Select(tree => tree.FilePath)];
        ISymbol[] members =
        [
            .. from tree in Networks.Emitted.SyntaxTrees
               where files.Contains(tree.FilePath)
               let model = Networks.Emitted.GetSemanticModel(tree)
               from node in tree.GetRoot().DescendantNodes()
               let symbol = model.GetDeclaredSymbol(node)
               where symbol is IFieldSymbol or IMethodSymbol { MethodKind: not (MethodKind.PropertyGet or MethodKind.LocalFunction) } or IPropertySymbol or INamedTypeSymbol
               select symbol,
        ];

        Assert.True(members.Length > 100);
        Assert.Equal(
            ["OnBackward", "OnForward"], // A part of the user's may implement them.
            members.Where(member => !IsMarked(member, "GeneratedCodeAttribute") && !IsOfUser(member)).Select(member => member.Name).Distinct().Order());
        Assert.Equal(
            [],
            members.Where(member => member is IMethodSymbol { IsPartialDefinition: false } or IPropertySymbol && !IsMarked(member, "ExcludeFromCodeCoverageAttribute"))
                .Select(member => member.ToString()));
    }

    private static bool IsOfUser(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference =>
        Networks.GeneratedTrees.All(tree => tree.FilePath != reference.SyntaxTree.FilePath));

    private static string Frozen()
    {
        string declaration = $"namespace B {{ {PlainNetwork.Attributes} public partial class Weighted; }}";
        using LoadedAssembly loaded = Build.Valid(declaration).Load();
        return declaration + Freezing.Exported.Of(loaded.Network("B.Weighted")).Source;
    }

    private static bool IsMarked(ISymbol symbol, string attribute)
    {
        for (ISymbol? outer = symbol; outer is not null and not INamespaceSymbol; outer = outer.ContainingSymbol)
        {
            if (outer.GetAttributes().Any(data => data.AttributeClass?.Name == attribute))
            {
                return true;
            }
        }

        return false;
    }

#pragma warning disable RS1036, RS1037, RS1038, RS1041, RS2008 // An analyzer for this test alone.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Everything(DiagnosticSeverity severity) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new("ALL1", "Everything", "There is something", "Test", severity, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxTreeAction(found => found.ReportDiagnostic(Diagnostic.Create(
                _rule, found.Tree.GetRoot().GetLocation())));
            context.RegisterOperationAction(found => found.ReportDiagnostic(Diagnostic.Create(
                _rule, found.Operation.Syntax.GetLocation())), OperationKind.Invocation);
            context.RegisterSymbolAction(
                found =>
                {
                    foreach (Location location in found.Symbol.Locations)
                    {
                        found.ReportDiagnostic(Diagnostic.Create(_rule, location));
                    }
                },
                SymbolKind.NamedType,
                SymbolKind.Method);
            context.RegisterCompilationAction(found =>
            {
                foreach (SyntaxTree tree in found.Compilation.SyntaxTrees)
                {
                    found.ReportDiagnostic(Diagnostic.Create(_rule, tree.GetRoot().GetLastToken().GetLocation()));
                }
            });
        }
    }
#pragma warning restore RS1036, RS1037, RS1038, RS1041, RS2008
}
