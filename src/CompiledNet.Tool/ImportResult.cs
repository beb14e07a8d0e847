using CompiledNet.Tool.Checking;

namespace CompiledNet.Tool;

/// <summary>What an import made.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Summary">The layer table.</param>
/// <param name="Check">The comparison; null for a file of weights alone.</param>
/// <param name="Source">What it was compared with.</param>
/// <param name="Notes">What else is to be said.</param>
/// <param name="Files">What was written.</param>
internal sealed record ImportResult(string Format, string Summary, CheckResult? Check, string? Source, IReadOnlyList<string> Notes, IReadOnlyList<string> Files);
