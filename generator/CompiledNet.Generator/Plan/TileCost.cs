namespace CompiledNet.Generator.Plan;

/// <summary>
/// Cycles that tiles of the library's kernels take, as estimated: whichever is the most of multiply-adds, loads and latency, for each k, and
/// what a tile costs beside.
/// </summary>
internal static class TileCost
{
    /// <summary>Rows × registers, each sum split into chains.</summary>
    public static double OfTile(int rows, int registers, long depth, int chains = 1)
    {
        int sums = rows * registers * chains;
        double step = Math.Max(
            Math.Max(sums / Tuning.MultiplyAdds, ((rows + registers) * chains) / Tuning.Loads),
            Tuning.Latency);
        long steps = (depth + chains - 1) / chains;
        return Tuning.TileCall + (steps * step) + (rows * registers) + Adding(chains);
    }

    /// <summary>One sample where registers take several inputs each, as many registers in a step as hold a column for each chain.</summary>
    public static double OfPacked(int registers, long depth, int chains) =>
        OfTile(1, registers, (depth + chains - 1) / chains) + Adding(chains);

    /// <summary>A product of one or two registers, its rows in so many tiles that differ by a row.</summary>
    public static double OfNarrow(long rows, int registers, long depth, int tiles)
    {
        long least = rows / tiles;
        long larger = rows % tiles;
        return (larger * OfTile((int)least + 1, registers, depth)) + ((tiles - larger) * OfTile((int)least, registers, depth));
    }

    /// <summary>A product as MatrixProduct.Run takes it: whole tiles as long as there are rows for them, then the next smaller.</summary>
    public static double OfProduct(long rows, int registers, long depth, int tileRows)
    {
        double cycles = 0;
        foreach (int size in TilePlan.Sizes.Where(size => size <= tileRows))
        {
            cycles += rows / size * ((registers / 2 * OfTile(size, 2, depth)) + (registers % 2 * OfTile(size, 1, depth)));
            rows %= size;
        }

        return cycles + (rows * OfRow(registers, depth));
    }

    /// <summary>Wᵀ · δ of a sample, straight from W.</summary>
    public static double OfDotProducts(int registers, long columns) =>
        (double)columns / Tuning.DotProducts * (OfTile(1, Tuning.DotProducts, registers) + (Tuning.DotProducts * Tuning.HorizontalSum));

    /// <summary>The copy of Wᵀ.</summary>
    public static double OfTransposition(long units, long inputs, int elementSize)
    {
        long inBlocks = elementSize == sizeof(float) ? units / Tuning.TransposedBlock * Tuning.TransposedBlock * (inputs / Tuning.TransposedBlock * Tuning.TransposedBlock) : 0;
        return Tuning.TileCall + (inBlocks / Tuning.BlockCopies) + ((units * inputs) - inBlocks);
    }

    // Chains by halves.
    private static double Adding(int chains) => Tuning.Latency * Math.Log(chains, 2);

    // A single row in tiles of 8, 4, 2 and 1 registers.
    private static double OfRow(int registers, long depth)
    {
        double cycles = Tuning.TileCall;
        for (int size = 8; size > 0; size /= 2)
        {
            cycles += registers / size * OfTile(1, size, depth);
            registers %= size;
        }

        return cycles;
    }
}
