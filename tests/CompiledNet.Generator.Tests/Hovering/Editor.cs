using System.Reflection;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.QuickInfo;

namespace CompiledNet.Generator.Tests.Hovering;

/// <summary>A user's file in an editor's workspace, with the generator among the project's analyzers.</summary>
internal sealed class Editor : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly DocumentId _document;
    private readonly string _source;

    public Editor(string source)
    {
        _source = source;
        var project = ProjectId.CreateNewId();
        _document = DocumentId.CreateNewId(project);
        Solution solution = _workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                project,
                VersionStamp.Default,
                "UserCode",
                "UserCode",
                LanguageNames.CSharp,
                compilationOptions: BuildOptions.Default.Compilation,
                parseOptions: BuildOptions.Default.Parse,
                metadataReferences: Build.References,
                analyzerReferences: [new AnalyzerFileReference(typeof(NetworkGenerator).Assembly.Location, new LoadedAnalyzers())]))
            .AddDocument(_document, "File.cs", source, filePath: "/File.cs");
        Assert.True(_workspace.TryApplyChanges(solution));
    }

    /// <summary>What is shown while the mouse rests on the last place of a word.</summary>
    public async Task<string> HoverAsync(string word)
    {
        Document document = _workspace.CurrentSolution.GetDocument(_document)!;
        QuickInfoItem? item = await QuickInfoService.GetService(document)!
            .GetQuickInfoAsync(document, _source.LastIndexOf(word, StringComparison.Ordinal));
        Assert.NotNull(item);
        return string.Join("\n\n", item.Sections.Select(section => section.Text)).ReplaceLineEndings("\n");
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>The generator that the tests run with, instead of another copy of it.</summary>
    private sealed class LoadedAnalyzers : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(NetworkGenerator).Assembly;
    }
}
