using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Tests.Planning;

/// <summary>How a sum over the inputs of one sample is formed, by the sizes of its layer.</summary>
public class SampleSumTests
{
    // 16 numbers in the widest register.
    [Theory]
    [InlineData(4, 32, 16, 1, 16)]
    [InlineData(8, 32, 8, 1, 16)]
    [InlineData(4, 1000, 16, 1, 16)]
    [InlineData(8, 1024, 8, 1, 16)]
    [InlineData(4, 31, 8, 1, 0)]
    [InlineData(16, 512, 8, 1, 0)]
    [InlineData(16, 1000, 8, 4, 0)]
    public void A_layer_that_fills_no_register_takes_several_inputs_in_one_at_one_place(int lanes, int inputs, int chains, int places, int packed) =>
        Assert.Equal(new SumPlan(chains, places, packed), SampleProductPlan.Choose(lanes, 16, inputs));

    [Theory]
    [InlineData(8, 1025, 8)]
    [InlineData(16, 10_000, 8)]
    [InlineData(64, 10_000, 2)]
    public void More_than_1024_floats_go_in_blocks(int lanes, int inputs, int chains) =>
        Assert.Equal(new SumPlan(chains, Places: 1, Packed: 0, IsCut: true), SampleProductPlan.Choose(lanes, 16, inputs));

    // 8 doubles.
    [Theory]
    [InlineData(2, 16, 16, 16)]
    [InlineData(4, 16, 8, 8)]
    [InlineData(4, 10_000, 8, 8)]
    [InlineData(4, 15, 4, 0)]
    public void So_do_doubles(int lanes, int inputs, int chains, int packed) =>
        Assert.Equal(new SumPlan(chains, Places: 1, packed), SampleProductPlan.Choose(lanes, 8, inputs));

    [Theory]
    [InlineData(64, 128, 1)] // 32 KB
    [InlineData(64, 129, 4)]
    [InlineData(16, 513, 4)]
    [InlineData(4096, 3, 1)] // Not as many inputs as places.
    [InlineData(4096, 4, 4)]
    public void Weights_beyond_the_first_level_cache_are_read_at_several_places(int lanes, int inputs, int places) =>
        Assert.Equal(places, SampleProductPlan.Choose(lanes, 16, inputs).Places);
}
