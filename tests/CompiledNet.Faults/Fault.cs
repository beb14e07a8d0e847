namespace CompiledNet.Faults;

/// <summary>A fault: a text of a source file that is replaced by another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file, from the root of the repository.</param>
/// <param name="Right">The text as it is, which the file must have exactly once.</param>
/// <param name="Wrong">The text that takes its place.</param>
/// <param name="Runs">What has to see it, the likeliest first.</param>
internal sealed record Fault(string Name, string File, string Right, string Wrong, IReadOnlyList<TestProgramRun> Runs)
{
    /// <summary>The file with the fault in it.</summary>
    /// <param name="source">The file as it is.</param>
    /// <exception cref="FaultTableException">The text is not there, or more than once.</exception>
    public string Plant(string source)
    {
        int place = source.IndexOf(Right, StringComparison.Ordinal);
        if (place < 0 || source.IndexOf(Right, place + 1, StringComparison.Ordinal) >= 0)
        {
            throw new FaultTableException(
                $"{Name}: {File} has this {(place < 0 ? "nowhere" : "more than once")}; plant the fault where it is now:\n{Right}");
        }

        return string.Concat(source.AsSpan(0, place), Wrong, source.AsSpan(place + Right.Length));
    }
}
