namespace CompiledNet.Faults;

/// <summary>
/// Reads the files of the folder Table. A fault is
/// <code>
/// # what is wrong
/// in src/CompiledNet/Optimizers/AdamRule.cs
/// seen by Tests LongRunTests; Fuzz networks 12
/// - the lines as they are
/// + the lines that take their place
/// </code>
/// where the lines, one or more, stand for themselves without the two characters at the front and without the white space at both ends of the whole. A line
/// <c>seen by</c>, or <c>in</c>, holds until the next one of its file.
/// </summary>
internal static class FaultTable
{
    /// <summary>All faults of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FaultTableException">A line is not understood, or a name is there twice.</exception>
    public static IReadOnlyList<Fault> Read(string folder)
    {
        Fault[] faults = [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile)];
        string? twice = faults.GroupBy(fault => fault.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? faults : throw new FaultTableException($"Two faults have the name '{twice}'.");
    }

    private static IEnumerable<Fault> ReadFile(string path)
    {
        (string file, string runs, string? name) = ("", "", null);
        (List<string> right, List<string> wrong) = ([], []);
        foreach (string line in File.ReadLines(path).Append("# end"))
        {
            // A line between two faults is of the second.
            if (name is not null && wrong.Count > 0 && !line.StartsWith('+') && line.Length > 0)
            {
                yield return Finish();
                (name, right, wrong) = (null, [], []);
            }

            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                name = name is null ? line[2..] : throw new FaultTableException($"{Path.GetFileName(path)}: '{name}' has no text.");
            }
            else if (line.StartsWith("in ", StringComparison.Ordinal))
            {
                file = line[3..];
            }
            else if (line.StartsWith("seen by ", StringComparison.Ordinal))
            {
                runs = line["seen by ".Length..];
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                right.Add(line[2..]);
            }
            else if (line.StartsWith('+'))
            {
                wrong.Add(line.Length > 2 ? line[2..] : "");
            }
            else if (line.Length > 0)
            {
                throw new FaultTableException($"{Path.GetFileName(path)}: '{line}' is not understood.");
            }
        }

        Fault Finish() => file.Length == 0 || runs.Length == 0 || right.Count == 0 || wrong.Count == 0
            ? throw new FaultTableException($"{Path.GetFileName(path)}: '{name}' lacks its file, its text, what it becomes or what sees it.")
            : new Fault(
                name!, file, string.Join('\n', right).Trim(), string.Join('\n', wrong).Trim(), [.. runs.Split(';', StringSplitOptions.TrimEntries).Select(TestProgramRun.Parse)]);
    }
}
