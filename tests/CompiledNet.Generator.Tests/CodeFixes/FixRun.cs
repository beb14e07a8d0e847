using System.Collections.Immutable;
using CompiledNet.CodeFixes;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNet.Generator.Tests.CodeFixes;

/// <summary>A user's files in an editor's workspace, where the fixes for what the analyzer reports are offered and applied.</summary>
internal sealed class FixRun : IDisposable
{
    private static readonly NetworkFix[] s_fixes =
        [new MakePartialFix(), new AddNetworkFix(), new AddLayerFix(), new ChooseValuesFix(), new RenameLayerFix(), new RemoveArgumentFix()];

    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _project;

    public FixRun(IReadOnlyList<string> files, BuildOptions? options = null)
    {
        options ??= BuildOptions.Default;
        _project = ProjectId.CreateNewId();
        Solution solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            _project,
            VersionStamp.Default,
            "UserCode",
            "UserCode",
            LanguageNames.CSharp,
            compilationOptions: options.Compilation,
            parseOptions: options.Parse,
            metadataReferences: Build.References));
        for (int i = 0; i < files.Count; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(_project), $"File{i + 1}.cs", files[i], filePath: $"/File{i + 1}.cs");
        }

        Assert.True(_workspace.TryApplyChanges(solution));
    }

    private Project Project => _workspace.CurrentSolution.GetProject(_project)!;

    /// <summary>The ids that some fix is for.</summary>
    public static IEnumerable<string> FixableIds => s_fixes.SelectMany(fix => fix.FixableDiagnosticIds);

    /// <summary>The titles of what is offered for the first diagnostic of a rule.</summary>
    public IReadOnlyList<string> Titles(string id) => [.. Offers(id).Select(offer => offer.Title)];

    /// <summary>Applies one offer for the first diagnostic of a rule: the first one, or that of a title.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Apply(string id, string? title = null) =>
        Apply(Offers(id).First(offer => title is null || offer.Title == title));

    /// <summary>Applies an offer for every diagnostic of a rule in the project.</summary>
    public IReadOnlyList<string> ApplyToAll(string id, string title)
    {
        NetworkFix fix = s_fixes.Single(fix => fix.FixableDiagnosticIds.Contains(id));
        var context = new FixAllContext(
            Project.Documents.First(), fix, FixAllScope.Project, title, [id], new Provider(), CancellationToken.None);
        return Apply(fix.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult()!);
    }

    public void Dispose() => _workspace.Dispose();

    private static ImmutableArray<Diagnostic> Diagnostics(Project project) => project.GetCompilationAsync().GetAwaiter().GetResult()!
        .WithAnalyzers([new NetworkAnalyzer()])
        .GetAnalyzerDiagnosticsAsync()
        .GetAwaiter()
        .GetResult();

    private List<CodeAction> Offers(string id)
    {
        Diagnostic diagnostic = Diagnostics(Project).OrderBy(found => found.Location.SourceSpan.Start).First(found => found.Id == id);
        var offers = new List<CodeAction>();
        var context = new CodeFixContext(
            Project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => offers.Add(action), CancellationToken.None);
        s_fixes.Single(fix => fix.FixableDiagnosticIds.Contains(id)).RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        return offers;
    }

    private string[] Apply(CodeAction action)
    {
        foreach (CodeActionOperation operation in action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult())
        {
            operation.Apply(_workspace, CancellationToken.None);
        }

        return [.. Project.Documents.Select(document => document.GetTextAsync().GetAwaiter().GetResult().ToString())];
    }

    private sealed class Provider : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(Diagnostics(project));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return Diagnostics(document.Project).Where(found => found.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
