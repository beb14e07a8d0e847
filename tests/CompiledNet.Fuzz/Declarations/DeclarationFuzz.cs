using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace CompiledNet.Fuzz.Declarations;

/// <summary>A random declaration: a valid one, and what was done to it.</summary>
internal sealed record DeclarationSpec(int Source, IReadOnlyList<(int Edit, int Seed)> Edits, int CancelAfter)
{
    public string Text => Edits.Aggregate(
        DeclarationSources.All[Source], (text, edit) => text.Length == 0 ? text : DeclarationEdits.Apply(text, edit.Edit, edit.Seed));
}

/// <summary>Runs many random declarations, and makes the first one that fails small.</summary>
internal static class DeclarationFuzz
{
    private const int AtOnce = 200;
    private const int MostKinds = 8;

    private static readonly Gen<DeclarationSpec> s_declaration = Gen.Select(
        Gen.Int[0, DeclarationSources.All.Count - 1],
        Gen.Select(Gen.Int[0, DeclarationEdits.Count - 1], Gen.Int[0, 1_000_000]).Array[1, 3],
        Gen.Int[0, 200],
        (source, edits, cancelAfter) => new DeclarationSpec(source, edits, cancelAfter));

    /// <summary>Runs declarations until all are done, or the time is over, or many kinds of failure have come up.</summary>
    /// <returns>The report, with the first failure of each kind; null where there is none.</returns>
    public static string? Run(int count, int seed, TimeSpan budget, TextWriter progress, int start = 0)
    {
        var watch = Stopwatch.StartNew();
        int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
        var found = new Dictionary<string, (int Index, string Failure)>();
        int done = 0;
        while (done < count && found.Count < MostKinds && watch.Elapsed < budget)
        {
            int first = done;
            int now = Math.Min(AtOnce, count - first);
            string?[] failures = new string?[now];
            Parallel.For(0, now, i =>
            {
                DeclarationSpec spec = At(seed, start + first + i);
                failures[i] = Check(spec.Text, i % 5 == 0 ? spec.CancelAfter : null, out Outcome outcome);
                Interlocked.Increment(ref outcomes[(int)outcome]);
            });
            for (int i = 0; i < now; i++)
            {
                if (failures[i] is { } failure)
                {
                    found.TryAdd(SignOf(failure), (start + first + i, failure));
                }
            }

            done += now;
            if (done / 1000 != first / 1000 || done >= count)
            {
                progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done} declarations, {watch.Elapsed.TotalSeconds:F0} s: {outcomes[0]} compile, {outcomes[1]} explained by a rule, {outcomes[2]} wrong of themselves"));
            }
        }

        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"declarations: {done} of {count} with seed {seed} in {watch.Elapsed.TotalSeconds:F0} s, {found.Count} kinds of failure"));
        return found.Count == 0
            ? null
            : string.Join("\n\n----\n\n", found.Values.Select(failed => Report(seed, failed.Index, failed.Failure)));
    }

    /// <summary>The declaration of a place in a run.</summary>
    public static DeclarationSpec At(int seed, int index) => s_declaration.Generate(new PCG((uint)index, (ulong)seed), null, out _);

    private static string? Check(string source, int? cancelAfter, out Outcome outcome)
    {
        outcome = Outcome.WrongElsewhere;
        try
        {
            return (cancelAfter is { } ticks ? DeclarationRun.CheckCancelled(source, ticks) : null) ?? DeclarationRun.Check(source, out outcome);
        }
        catch (Exception exception)
        {
            return CompilerThrows(source) ? null : exception.ToString();
        }
    }

    // The compiler itself has such declarations, without any generator or analyzer: an extension block without a parameter.
    private static bool CompilerThrows(string source)
    {
        try
        {
            DeclarationRun.Parse(source).GetDiagnostics();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static string Report(int seed, int index, string failure)
    {
        string smallest = Shrink(At(seed, index), failure);
        return $"""
            Declaration {index} of seed {seed} fails: {failure}

            The smallest that fails:

            {smallest}

            {Check(smallest, null, out _)}
            """;
    }

    // First without some of the edits, then without some of the lines, then without some of the words.
    private static string Shrink(DeclarationSpec spec, string failure)
    {
        string sign = SignOf(failure);
        for (int i = spec.Edits.Count - 1; i >= 0 && spec.Edits.Count > 1; i--)
        {
            DeclarationSpec smaller = spec with { Edits = [.. spec.Edits.Where((_, k) => k != i)] };
            spec = Fails(smaller.Text) ? smaller : spec;
        }

        List<string> lines = [.. spec.Text.Split('\n')];
        Remove(lines, "\n");
        List<string> words = [.. System.Text.RegularExpressions.Regex.Matches(string.Join('\n', lines), @"\w+|\s+|[^\w\s]").Select(match => match.Value)];
        Remove(words, "");
        return string.Concat(words);

        void Remove(List<string> parts, string separator)
        {
            for (int i = parts.Count - 1; i >= 0; i--)
            {
                List<string> fewer = [.. parts];
                fewer.RemoveAt(i);
                if (Fails(string.Join(separator, fewer)))
                {
                    parts.RemoveAt(i);
                }
            }
        }

        bool Fails(string text) => Check(text, null, out _) is { } other && SignOf(other) == sign;
    }

    // The kind of failure: its beginning and the first error code in it.
    private static string SignOf(string failure) =>
        failure[..Math.Min(12, failure.Length)] + System.Text.RegularExpressions.Regex.Match(failure, @"\b(CS|CN|AD)\d{4}\b").Value;
}
