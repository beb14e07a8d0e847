using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The products of a dense layer, each with the way to compute it that is estimated to cost least.</summary>
/// <param name="Sample">Forward of one sample.</param>
/// <param name="Forward">Forward of a batch.</param>
/// <param name="Gradients">dW.</param>
/// <param name="Input">∂L/∂x, from a copy of Wᵀ.</param>
/// <param name="InputOfFew">∂L/∂x of few samples, straight from W; null if that is not worth it even for one.</param>
/// <param name="FewSamples">For how many samples it is.</param>
internal sealed record DenseProducts(
    ProductPlan Sample, ProductPlan Forward, ProductPlan Gradients, ProductPlan Input, ProductPlan? InputOfFew, int FewSamples)
{
    public IEnumerable<ProductPlan> All => new[] { Sample, Forward, Gradients, Input, InputOfFew }.OfType<ProductPlan>();

    public static DenseProducts Choose(int unitCount, int inputCount, SumPlan sum, ParameterLayout layout)
    {
        int size = layout.Bytes(1);
        var units = new LanesPlan("units", unitCount, layout.Lanes(unitCount));
        var inputs = new LanesPlan("inputs", inputCount, layout.Lanes(inputCount));
        string columns = $"columns of W, {units.Padded} apart";
        var input = ProductPlan.OfMatrix(
            "∂L/∂x", inputs, $"copy of Wᵀ, rows {inputs.Padded} apart", Tuning.EstimatedBatch, unitCount, size);
        int few = CountFew(units, inputs, size);
        return new DenseProducts(
            new ProductPlan(
                "forward, 1 sample",
                units,
                sum.IsCut ? $"{columns}, in blocks"
                : sum.PacksInputs ? $"{columns}, several in a register" : sum.Places > 1 ? $"{columns}, read at {sum.Places} places" : columns,
                sum.Chains,
                ChooseOfSample(Processor.Of32Registers, units, inputCount, sum, size),
                ChooseOfSample(Processor.Of16Registers, units, inputCount, sum, size)),
            ProductPlan.OfMatrix("forward, batch", units, columns, Tuning.EstimatedBatch, inputCount, size),
            ProductPlan.OfMatrix("dW", units, $"columns of dW, {units.Padded} apart", inputCount, Tuning.EstimatedBatch, size),
            input,
            few == 0 ? null : new ProductPlan(
                few == 1 ? "∂L/∂x, 1 sample" : $"∂L/∂x, 1 to {few} samples",
                units,
                columns,
                Chains: ParameterLayout.Alignment / size,
                OfFew(Processor.Of32Registers, units, inputs, size),
                OfFew(Processor.Of16Registers, units, inputs, size)),
            few);
    }

    private static TilePlan ChooseOfSample(Processor processor, LanesPlan units, int inputs, SumPlan sum, int size)
    {
        int registers = processor.RegistersOf(units.Padded, size);
        if (sum.PacksInputs)
        {
            int registersOfStep = Math.Max(1, sum.Chains * units.Padded * size / processor.RegisterBytes);
            return new TilePlan(1, registersOfStep, TileCost.OfPacked(registersOfStep, inputs, sum.Chains));
        }

        int most = SampleProductPlan.MostSums(processor.RegisterBytes);
        bool hasTurns = SampleProductPlan.Turns(sum, registers, inputs, most) > 1;
        var tiles = SampleProductPlan.Tiles(registers, hasTurns ? registers : Math.Max(1, most / sum.Chains));
        return new TilePlan(1, tiles[0].Size, tiles.Sum(tile => tile.Number * TileCost.OfTile(1, tile.Size, inputs, sum.Chains)));
    }

    // Eight registers of sums: dot products of eight columns, or parts of fewer.
    private static TilePlan OfFew(Processor processor, LanesPlan units, LanesPlan inputs, int size)
    {
        int registersOfLine = ParameterLayout.Alignment / processor.RegisterBytes;
        return new TilePlan(
            Tuning.LeastInputsOfFew / registersOfLine,
            registersOfLine,
            TileCost.OfDotProducts(processor.RegistersOf(units.Padded, size), inputs.Count));
    }

    // As many samples as cost less straight from W than the copy and the product, with 32 registers: at 16 it comes to the same.
    private static int CountFew(LanesPlan units, LanesPlan inputs, int size)
    {
        if (units.Padded * size % ParameterLayout.Alignment != 0 || inputs.Count < Tuning.LeastInputsOfFew)
        {
            return 0;
        }

        Processor processor = Processor.Of32Registers;
        double straight = OfFew(processor, units, inputs, size).Cycles;
        double copy = TileCost.OfTransposition(units.Count, inputs.Count, size);
        double product = TileCost.OfProduct(1, processor.RegistersOf(inputs.Padded, size), units.Count, tileRows: 0);
        int few = 0;
        while (few < Tuning.MostFewSamples && (few + 1) * straight < copy + ((few + 1) * product))
        {
            few++;
        }

        return few;
    }
}
