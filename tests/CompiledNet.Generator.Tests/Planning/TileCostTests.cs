using CompiledNet.Generator.Layers.Dense;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Tests.Planning;

/// <summary>What the estimated costs choose.</summary>
public class TileCostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_narrow_layer_has_one_register_in_a_row_and_enough_rows_to_hide_latency(int units)
    {
        DenseProducts products = Products(units, 100);

        Assert.Equal((12, 1), Tile(products.Forward.Of32));
        Assert.Equal((12, 1), Tile(products.Forward.Of16));
        Assert.Equal(units <= 4 ? 4 : 8, products.Forward.Lanes.Padded);
        Assert.Equal(0, products.FewSamples);
    }

    [Fact]
    public void A_layer_of_one_input_wants_the_smallest_tiles_for_dW()
    {
        DenseProducts products = Products(100, 1);

        Assert.Equal((4, 2), Tile(products.Gradients.Of32));
        Assert.Equal((4, 2), Tile(products.Gradients.Of16));
        Assert.Equal(0, products.FewSamples);
        Assert.All(products.All, product => Assert.True(product.Of32.Cycles > 0 && product.Of16.Cycles > 0));
    }

    [Fact]
    public void A_wide_layer_fills_the_registers()
    {
        DenseProducts products = Products(4000, 4000);

        foreach (ProductPlan product in new[] { products.Forward, products.Gradients, products.Input })
        {
            Assert.Equal((12, 2), Tile(product.Of32));
            Assert.Equal((6, 2), Tile(product.Of16));
        }

        // 16 multiply-adds in 16 lanes of which two begin in a cycle: no more than a tenth above it.
        Assert.InRange(products.Forward.Of32.Cycles, 4000 * 4000 / 32, 4000 * 4000 / 32 * 1.1);
        Assert.InRange(products.Forward.Of16.Cycles, 4000 * 4000 / 16, 4000 * 4000 / 16 * 1.1);
    }

    [Theory]
    [InlineData(256, 256, 3)]
    [InlineData(64, 64, 3)]
    [InlineData(256, 7, 0)]
    [InlineData(8, 256, 0)]
    public void Few_samples_go_without_the_copy_of_W_where_it_costs_more(int units, int inputs, int samples)
    {
        DenseProducts products = Products(units, inputs);

        Assert.Equal(samples, products.FewSamples);
        Assert.Equal(samples > 0, products.InputOfFew is not null);
    }

    [Theory]
    [InlineData(sizeof(float))]
    [InlineData(sizeof(double))]
    public void No_width_above_64_costs_much_more_for_each_multiply_add_than_the_next_multiple_of_16(int elementSize)
    {
        for (int width = 65; width <= 4100; width++)
        {
            int next = (width + 15) / 16 * 16;
            IReadOnlyList<double> costs = Costs(width);
            IReadOnlyList<double> fullCosts = Costs(next);
            for (int i = 0; i < costs.Count; i++)
            {
                double ratio = costs[i] / width / (fullCosts[i] / next);
                Assert.True(ratio <= 1.6, $"product {i} at width {width}: {ratio:F2} times");
            }
        }

        IReadOnlyList<double> Costs(int width)
        {
            // Once as the units, once as the inputs.
            DenseProducts units = Products(width, 50, elementSize);
            DenseProducts inputs = Products(50, width, elementSize);
            return
            [
                .. new[] { units, inputs }
                    .SelectMany(products => new[] { products.Sample, products.Forward, products.Gradients, products.Input })
                    .SelectMany(product => new[] { product.Of32.Cycles, product.Of16.Cycles }),
            ];
        }
    }

    [Theory]
    [InlineData(8, 2, 8)]
    [InlineData(12, 1, 6.5)]
    [InlineData(4, 2, 4.5)]
    [InlineData(1, 1, 4.5)]
    public void A_step_of_k_takes_what_is_the_most_of_multiply_adds_loads_and_latency(int rows, int registers, double cycles) =>
        Assert.Equal(cycles, TileCost.OfTile(rows, registers, 101) - TileCost.OfTile(rows, registers, 100));

    [Fact]
    public void Rows_that_are_left_over_cost_as_smaller_tiles() => Assert.Equal(
        (2 * TileCost.OfTile(12, 2, 64)) + TileCost.OfTile(8, 2, 64),
        TileCost.OfProduct(32, 2, 64, 12));

    private static (int Rows, int Registers) Tile(TilePlan tile) => (tile.Rows, tile.Registers);

    private static DenseProducts Products(int units, int inputs, int elementSize = sizeof(float))
    {
        var layout = new ParameterLayout(elementSize);
        return DenseProducts.Choose(units, inputs, layout.Sum(units, inputs), layout);
    }
}
