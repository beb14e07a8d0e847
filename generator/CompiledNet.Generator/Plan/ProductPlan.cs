namespace CompiledNet.Generator.Plan;

/// <summary>A product that a layer wants, and how it is computed: what the kernels obey and PlanText prints.</summary>
/// <param name="Name">Which: forward of a sample or of a batch, dW, or ∂L/∂x.</param>
/// <param name="Lanes">What lies in the lanes of the registers.</param>
/// <param name="Layout">How the matrix lies from which they are loaded, or into which they are stored.</param>
/// <param name="Chains">Parts of each sum.</param>
/// <param name="Of32">The tile where there are 32 registers.</param>
/// <param name="Of16">The tile where there are 16.</param>
internal sealed record ProductPlan(string Name, LanesPlan Lanes, string Layout, int Chains, TilePlan Of32, TilePlan Of16)
{
    /// <summary>The plan of a shape that stands for rows alone, and no product.</summary>
    public static readonly ProductPlan None = new(
        "", new LanesPlan("", 0, 0), "", Chains: 1, new TilePlan(1, 1, 0), new TilePlan(1, 1, 0));

    /// <summary>Rows of the largest tile that the library is told where there are 32 registers; what its interface says where it finds them itself.</summary>
    public int TileRows => Of32.IsNarrow ? Tuning.TileRows : Of32.Rows;

    /// <summary>The same where there are 16.</summary>
    public int TileRowsOf16 => Of16.IsNarrow ? Tuning.TileRowsOf16 : Of16.Rows;

    /// <summary>A product in tiles of rows × registers, of the size that is estimated to cost least.</summary>
    /// <param name="name">Which it is.</param>
    /// <param name="lanes">Its columns.</param>
    /// <param name="layout">How they lie.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="elementSize">Bytes of a number.</param>
    public static ProductPlan OfMatrix(string name, LanesPlan lanes, string layout, int rows, int depth, int elementSize) => new(
        name,
        lanes,
        layout,
        Chains: 1,
        TilePlan.Choose(Processor.Of32Registers, lanes.Padded, rows, depth, elementSize),
        TilePlan.Choose(Processor.Of16Registers, lanes.Padded, rows, depth, elementSize));
}

/// <summary>What lies in the lanes.</summary>
/// <param name="What">Units or inputs.</param>
/// <param name="Count">How many.</param>
/// <param name="Padded">How many in whole registers.</param>
internal sealed record LanesPlan(string What, int Count, int Padded);

/// <summary>The largest tile of a product.</summary>
/// <param name="Rows">Rows; what is left over goes to smaller tiles.</param>
/// <param name="Registers">Registers of a row.</param>
/// <param name="Cycles">What it is estimated to cost for one sample.</param>
internal sealed record TilePlan(int Rows, int Registers, double Cycles)
{
    /// <summary>Rows of the library's tiles of one or two registers, largest first. 12 and 8 want more than 16 registers.</summary>
    public static readonly IReadOnlyList<int> Sizes = [12, 8, 6, 4];

    /// <summary>Whether a row has no more registers: the library then divides the rows into as few tiles as possible, equal but for a row.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The tile that costs least; the larger of two that cost the same.</summary>
    public static TilePlan Choose(Processor processor, int lanes, int rows, int depth, int elementSize)
    {
        int registers = processor.RegistersOf(lanes, elementSize);
        if (registers <= 2)
        {
            int most = processor.Registers == 32 || registers == 1 ? Tuning.TileRows : Tuning.MostTileRowsOf16;
            int tiles = (rows + most - 1) / most;
            return new TilePlan(Math.Min(most, rows), registers, TileCost.OfNarrow(rows, registers, depth, tiles) / Tuning.EstimatedBatch) { IsNarrow = true };
        }

        return Sizes
            .Where(size => size <= Math.Max(rows, Sizes[Sizes.Count - 1]) && (processor.Registers == 32 || size <= Tuning.MostTileRowsOf16))
            .Select(size => new TilePlan(
                size, Math.Min(2, registers), TileCost.OfProduct(rows, registers, depth, size) / Tuning.EstimatedBatch))
            .OrderBy(tile => tile.Cycles)
            .First();
    }
}
