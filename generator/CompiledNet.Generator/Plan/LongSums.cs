namespace CompiledNet.Generator.Plan;

/// <summary>
/// Sums of so many terms that single precision would lose digits. Kernels cut them into blocks, whose sums they add up in double; the loops of the main
/// file add all terms in double.
/// </summary>
internal static class LongSums
{
    // As in the library.
    private const int MostTerms = 1024;

    /// <summary>Whether a sum is one.</summary>
    /// <param name="terms">How many terms it has.</param>
    /// <param name="elementSize">Bytes of a number.</param>
    public static bool Cuts(int terms, int elementSize) => elementSize == sizeof(float) && terms > MostTerms;
}
