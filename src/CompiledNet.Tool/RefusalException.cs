namespace CompiledNet.Tool;

/// <summary>Nodes of a file cannot be imported: all of them at once.</summary>
internal sealed class RefusalException(string file, IReadOnlyList<Refusal> refusals)
    : ImportException(
        $"'{file}' cannot be imported: {(refusals.Count == 1 ? "one node has" : $"{refusals.Count} nodes have")} no equivalent.\n"
        + string.Join("\n", refusals.Take(MostNamed).Select(refusal => $"  {refusal}"))
        + (refusals.Count > MostNamed ? $"\n  … and {refusals.Count - MostNamed} more." : ""))
{
    private const int MostNamed = 200;

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
