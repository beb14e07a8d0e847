namespace CompiledNet.Generator.Plan;

/// <summary>
/// Numbers that the plan goes by and that might be others: each with where it comes from. The results do not depend on them, but for the order of sums:
/// changing one of <see cref="SumsUnderWay"/>, <see cref="PackedSums"/>, <see cref="LeastPackedRegisters"/> or <see cref="ChainsOfRest"/> changes bits.
/// </summary>
internal static class Tuning
{
    // -- The processor.

    /// <summary>Multiply-adds that begin in a cycle. Some processors begin one of 64 bytes only, which makes large tiles more alike.</summary>
    public const double MultiplyAdds = 2;

    /// <summary>Registers or single numbers loaded in a cycle.</summary>
    public const double Loads = 2;

    /// <summary>
    /// Cycles from one multiply-add of a sum to the next: four, and what is lost because eight sums of two a cycle leave no slack. Measured: six
    /// rows of two registers are 3 to 6 % faster than four.
    /// </summary>
    public const double Latency = 4.5;

    // -- Tiles of matrix products, in cycles (TileCost).

    /// <summary>Calling a tile, beginning its loop, ending it. Measured at depth 1.</summary>
    public const double TileCall = 15;

    /// <summary>Adding up the lanes of a register by halving: eight operations, two a cycle.</summary>
    public const double HorizontalSum = 4;

    /// <summary>Columns of W whose dot products with δ are under way in the library's TransposedProduct.</summary>
    public const int DotProducts = 8;

    /// <summary>What Transposition copies in a cycle in blocks.</summary>
    public const double BlockCopies = 4;

    /// <summary>Its blocks: 16 by 16 floats.</summary>
    public const int TransposedBlock = 16;

    /// <summary>Samples for which a batch's costs are estimated; a batch need not be so large.</summary>
    public const int EstimatedBatch = 32;

    /// <summary>Rows of the largest tile where there are 32 registers, and what the library's interface says of the tiles where a struct says nothing.</summary>
    public const int TileRows = 12;

    /// <summary>The same where there are 16 registers.</summary>
    public const int TileRowsOf16 = 4;

    /// <summary>Rows of the largest tile where there are 16 registers: larger ones spill.</summary>
    public const int MostTileRowsOf16 = 6;

    // -- One sample through a dense layer (SampleProductPlan).

    /// <summary>Sums that must be under way at once: a multiply-add takes four cycles, and two begin in each.</summary>
    public const int SumsUnderWay = 8;

    /// <summary>The same of a layer whose units fill no register; a longer chain of them would gain nothing, for the loads are fewer too.</summary>
    public const int PackedSums = 4;

    /// <summary>With fewer inputs than two registers of them, adding up the parts costs more than it saves.</summary>
    public const int LeastPackedRegisters = 2;

    /// <summary>The most parts of a sum over what is left over.</summary>
    public const int ChainsOfRest = 4;

    /// <summary>A matrix of more does not stay in the first-level cache.</summary>
    public const int MostBytesCached = 32 * 1024;

    /// <summary>
    /// Places of a matrix beyond the cache that are read at once. Measured on a Zen 5 at 50 KB to 1 MB: one place gives 113 to 175 GB/s, two to eight
    /// places 160 to 220.
    /// </summary>
    public const int PlacesBeyondCache = 4;

    /// <summary>Layers that one method infers, activations staying in registers from one to the next. A method of more would have too many locals for the JIT.</summary>
    public const int MostLayersHeld = 8;

    /// <summary>A layer of at most this many bytes stays in one register, or two of the narrowest.</summary>
    public const int MostBytesHeld = 32;

    /// <summary>An expensive activation is applied in the registers of the sums up to this many registers, otherwise in a loop over what was stored.</summary>
    public const int MostActivatedAtOnce = 2;

    /// <summary>A tile of at most so many multiply-adds is written without a loop.</summary>
    public const int MostStraight = 24;

    /// <summary>With more registers a column takes so many loads that those of the inputs make no difference.</summary>
    public const int MostRegistersOfPairs = 4;

    /// <summary>Registers of units whose chains may come in turns: beside eight sums of a turn lie those of the turn before.</summary>
    public const int MostRegistersOfTurns = 6;

    // -- Training of a dense layer.

    /// <summary>
    /// Samples for which ∂L/∂x is formed straight from W. For five both ways take the same time, measured at 64 to 256 units; and a batch that threads
    /// share must not be as small.
    /// </summary>
    public const int MostFewSamples = 3;

    /// <summary>Inputs from which that is worth it: the columns that TransposedProduct has under way.</summary>
    public const int LeastInputsOfFew = 8;

    /// <summary>A part of a step should take 100,000 multiply-adds: a network of fewer than these would need batches of thousands of samples.</summary>
    public const long LeastMultiplyAddsOfThreads = 64;

    // -- Inference of a batch (ScratchPlan).

    /// <summary>What is cheap to have on the stack; see the library's Scratch.</summary>
    public const int StackBytes = 8192;

    /// <summary>A quarter of a second-level cache of 512 KB, beside which the weights lie.</summary>
    public const int CacheBytes = 128 * 1024;

    /// <summary>The most tiles of a block. Measured at 2-3-2: with eight the calls are a tenth of the time.</summary>
    public const int MostTiles = 8;

    /// <summary>Rows of the smallest tile: with fewer samples they are taken one by one.</summary>
    public const int LeastRowsOfBlock = 4;

    /// <summary>Multiply-adds of a sample from which a block is worth it however few its samples.</summary>
    public const long LeastMultiplyAddsOfLayers = 256;

    /// <summary>Steps of a sequence of any length that inference takes through all layers at once.</summary>
    public const int StepsOfBlock = 64;

    /// <summary>Bytes of lanes of a narrow dense layer: one register holds them on any processor.</summary>
    public const int BytesOfNarrow = 16;

    /// <summary>Fewest inputs at which four partial sums cost less than one that waits for itself.</summary>
    public const int LeastInputsOfNarrow = 8;

    /// <summary>Steps whose products with x a recurrent layer forms together; the library has the same number.</summary>
    public const int StepsTogether = 16;

    /// <summary>Registers of sums that a step of a stream keeps at once: 8 hide the latency of a multiply-add, and beside 12 there is room for the factors in 16 registers.</summary>
    public const int SumsOfStep = 12;

    /// <summary>The widest register.</summary>
    public const int BytesOfRegister = 64;

    // -- Text.

    /// <summary>The main file unrolls layers up to this many weights.</summary>
    public const int MostWeightsUnrolled = 64;

    /// <summary>Steps of a method: the JIT stops optimising one of many locals and blocks.</summary>
    public const int MostSteps = 32;
}
