namespace CompiledNet.Package.Tests.Harness;

/// <summary>What became of a consumer.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Reports">Errors and warnings of its build, each once.</param>
internal sealed record Built(string Folder, IReadOnlyList<Report> Reports);
