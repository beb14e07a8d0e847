namespace CompiledNet.Package.Tests.Harness;

/// <summary>A line of a build's output.</summary>
/// <param name="Project">The project.</param>
/// <param name="File">The file, or the tool.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="Id">The rule.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record Report(string Project, string File, string Severity, string Id, string Text)
{
    /// <summary>What an expectation is compared with.</summary>
    public string Brief => $"{Severity} {Id} {File}";
}
