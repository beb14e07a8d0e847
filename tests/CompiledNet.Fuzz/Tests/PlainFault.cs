using CompiledNet.Fuzz.Checks;

namespace CompiledNet.Fuzz.Tests;

/// <summary>A fault in the loops of a network without kernels: an edit within one emitted method, wherever its pattern occurs.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Spec">The network.</param>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The right text, a regular expression.</param>
/// <param name="Wrong">What takes its place.</param>
internal sealed record PlainFault(string Name, NetworkSpec Spec, string Method, string Pattern, string Wrong)
{
    /// <summary>
    /// Plants each fault into a network of its own, all of them in one compilation, and runs the checks until one sees it. For each fault what was seen
    /// first; null where nothing was, and a text where the fault could not be planted.
    /// </summary>
    public static IReadOnlyList<(bool IsPlanted, Failure? Seen)> Run(IReadOnlyList<PlainFault> faults)
    {
        bool[] isPlanted = new bool[faults.Count];
        var edit = new Fault(text =>
        {
            int index = EmittedText.NumberOf(text);
            string changed = EmittedText.EditMethod(text, faults[index].Method, faults[index].Pattern, faults[index].Wrong);
            isPlanted[index] |= changed != text;
            return changed;
        });
        using var batch = new CompiledBatch([.. faults.Select(fault => fault.Spec)], edit);
        var seen = new Failure?[faults.Count];
        Parallel.For(0, faults.Count, i => seen[i] = FirstFailure(batch, i, faults[i].Spec));
        return [.. isPlanted.Zip(seen)];
    }

    private static Failure? FirstFailure(CompiledBatch batch, int index, NetworkSpec spec)
    {
        List<Failure> failures = [];
        try
        {
            var trial = new Trial<double>(spec, batch.Create<double>(index, spec.Seed), new Tally(), failures);
            Action[] checks =
                [new ReferenceCheck<double>(trial).Run, new NumericGradientCheck<double>(trial).Run, new SinglesCheck<double>(trial).Run];
            foreach (Action check in checks.TakeWhile(_ => failures.Count == 0))
            {
                check();
            }
        }
        catch (Exception exception)
        {
            failures.Add(new Failure(Kind.Exception, exception.Message));
        }

        return failures.FirstOrDefault();
    }
}
