using CompiledNet.Fuzz.Graphs;

namespace CompiledNet.Fuzz.Tests;

/// <summary>A fault in the code of a graph: an edit within one emitted method, wherever its pattern occurs.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Spec">The graph.</param>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The right text, a regular expression.</param>
/// <param name="Wrong">What takes its place.</param>
internal sealed record GraphFault(string Name, GraphSpec Spec, string Method, string Pattern, string Wrong)
{
    /// <summary>
    /// Plants each fault into a graph of its own, all of them in one compilation, and checks those. For each fault whether its text was found, and what was
    /// seen.
    /// </summary>
    public static IReadOnlyList<(bool IsPlanted, IReadOnlyList<Failure> Seen)> Run(IReadOnlyList<GraphFault> faults)
    {
        bool[] isPlanted = new bool[faults.Count];
        var edit = new Fault(text =>
        {
            int index = EmittedText.NumberOf(text);
            string changed = EmittedText.EditMethod(text, faults[index].Method, faults[index].Pattern, faults[index].Wrong);
            isPlanted[index] |= changed != text;
            return changed;
        });
        return [.. isPlanted.Zip(GraphFuzz.CheckAll([.. faults.Select(fault => fault.Spec)], new Tally(), edit))];
    }
}
