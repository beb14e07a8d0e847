namespace CompiledNet.Generator.Plan;

/// <summary>A kind of processor, as far as costs are estimated.</summary>
/// <param name="Registers">Number of vector registers.</param>
/// <param name="RegisterBytes">Bytes of the widest.</param>
internal sealed record Processor(int Registers, int RegisterBytes)
{
    /// <summary>AVX-512, and hardware like it: 32 registers of 64 bytes.</summary>
    public static readonly Processor Of32Registers = new(32, 64);

    /// <summary>AVX2, and hardware like it: 16 registers of 32 bytes.</summary>
    public static readonly Processor Of16Registers = new(16, 32);

    /// <summary>How many registers the lanes fill: of the widest kind, or one that is narrower.</summary>
    public int RegistersOf(int lanes, int elementSize) => Math.Max(1, (int)((long)lanes * elementSize / RegisterBytes));
}
