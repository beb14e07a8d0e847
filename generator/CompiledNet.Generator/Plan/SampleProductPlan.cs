using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>
/// How the product of a weight matrix with one sample is divided: with the units in the lanes, each register of units is a sum over the
/// inputs, and a multiply-add takes four cycles while two begin in each. So at least eight sums must be under way at once: where the
/// registers are fewer, each sum is split into chains that are added up at the end.
/// </summary>
internal static class SampleProductPlan
{
    /// <summary>How each sum is formed: chosen for the widest registers and kept at narrower ones, so that the bits are the same.</summary>
    /// <param name="lanes">Units in whole registers.</param>
    /// <param name="widestCount">Lanes of the widest register.</param>
    /// <param name="depth">Number of inputs.</param>
    public static SumPlan Choose(int lanes, int widestCount, int depth)
    {
        bool isCut = LongSums.Cuts(depth, ParameterLayout.Alignment / widestCount);
        if (!isCut && lanes < widestCount && depth >= Tuning.LeastPackedRegisters * widestCount)
        {
            int packed = Tuning.PackedSums * widestCount / lanes;
            return new SumPlan(packed, Places: 1, Math.Max(packed, widestCount));
        }

        int registers = (lanes + widestCount - 1) / widestCount;
        int chains = 1;
        while (registers * chains < Tuning.SumsUnderWay && 2 * chains <= depth / 2)
        {
            chains *= 2;
        }

        if (isCut)
        {
            return new SumPlan(chains, Places: 1, Packed: 0, isCut);
        }

        bool isCached = (long)lanes * depth * ParameterLayout.Alignment / widestCount <= Tuning.MostBytesCached;
        return new SumPlan(chains, isCached || depth < Tuning.PlacesBeyondCache ? 1 : Tuning.PlacesBeyondCache, Packed: 0);
    }

    /// <summary>
    /// Whether all hidden activations of a sample stay in registers: scratch memory has its price too, for the smallest networks as much as
    /// their arithmetic. Softmax and long sums work on memory.
    /// </summary>
    public static bool HoldsSample(IReadOnlyList<LayerPlan> layers, ParameterLayout layout) =>
        layers.Count <= Tuning.MostLayersHeld
        && layers.All(layer => layer.CanStayInRegisters
            && layer.Rows == 1
            && !layer.IsOpen
            && layer.Activation != Activation.Softmax
            && layout.Bytes(layer.Stride) <= Tuning.MostBytesHeld
            && !LongSums.Cuts(layer.InputSize, layout.Bytes(1)));

    /// <summary>How many sums of a tile fit beside its operands: half of 32 registers, or of 16.</summary>
    /// <param name="registerBytes">Bytes of a register.</param>
    public static int MostSums(int registerBytes) => registerBytes == ParameterLayout.Alignment ? 16 : 8;

    /// <summary>
    /// In how many turns the chains of a layer come, so that all its registers are one tile: an input is then loaded once for all of them, and where a processor
    /// begins two loads a cycle that is a quarter of the time. No more than two, as with registers of half the widest kind: each turn is text of its own.
    /// </summary>
    /// <param name="sum">How each sum is formed.</param>
    /// <param name="registers">Registers of units, of the width in question.</param>
    /// <param name="depth">Number of inputs.</param>
    /// <param name="most">How many sums may be under way.</param>
    /// <returns>2, or 1 where they come at once.</returns>
    public static int Turns(SumPlan sum, int registers, int depth, int most)
    {
        bool isInLoop = !sum.PacksInputs && !sum.IsCut && sum.Places == 1 && registers * depth > Tuning.MostStraight;
        int sums = registers * sum.Chains;
        return isInLoop && sum.Chains > 1 && registers <= Tuning.MostRegistersOfTurns && sums > most && sums <= 2 * most ? 2 : 1;
    }

    /// <summary>Divides registers into tiles of nearly the same size: as few tiles as possible, the larger ones first.</summary>
    /// <param name="registers">Number of registers.</param>
    /// <param name="most">How many a tile may have.</param>
    /// <returns>Tiles of one size, and how many there are of them.</returns>
    public static IReadOnlyList<(int Size, int Number)> Tiles(int registers, int most)
    {
        int tiles = (registers + most - 1) / most;
        int size = registers / tiles;
        int larger = registers % tiles;
        return larger == 0 ? [(size, tiles)] : [(size + 1, larger), (size, tiles - larger)];
    }
}
