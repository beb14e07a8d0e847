namespace CompiledNet;

/// <summary>How <see cref="Sweep"/> runs trainings. Every property has a default.</summary>
public sealed class SweepOptions
{
    /// <summary>The processes that the trainings are dealt out to; null unless set: this one alone.</summary>
    public TrainingTeam? Team { get; init; }

    /// <summary>
    /// A file of comma-separated values, to which process 0 adds a line as each result comes. Where it exists, its results are taken from it, and only the other
    /// candidates are trained: a sweep that was stopped goes on. Null unless set: nothing is written.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>What the numbers of a result are called, at least one; "value" unless set.</summary>
    /// <exception cref="ArgumentException">The list is null or empty, or a name in it is null, or holds a comma, a quotation mark or a line break.</exception>
    public IReadOnlyList<string> Columns { get; init => field = CheckedNames(value, nameof(Columns)); } = ["value"];

    private static IReadOnlyList<string> CheckedNames(IReadOnlyList<string>? names, string name)
    {
        if (names is null or { Count: 0 })
        {
            throw new ArgumentException($"{name} has no name; at least one was expected.", name);
        }

        for (int i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]) || names[i].AsSpan().ContainsAny(",\"\n\r"))
            {
                throw new ArgumentException(
                    $"{name}[{i}] is \"{names[i]}\"; a name without commas, quotation marks and line breaks was expected.", name);
            }
        }

        return names;
    }
}
