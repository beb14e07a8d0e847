using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Dense;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Tests.Planning;

/// <summary>The plan as it is printed.</summary>
public class PlanTextTests
{
    [Fact]
    public void The_plan_of_64_32_10() => Assert.Equal(
        """
        Layer   Product                Lanes            Chains  Tile    Cycles  Tile of 16  Cycles  Layout
        Layer1  forward, 1 sample      32 units in 32        4  1 × 2      122  1 × 4          188  columns of W, 32 apart
        Layer1  forward, batch         32 units in 32        1  12 × 2      68  6 × 2          149  columns of W, 32 apart
        Layer1  dW                     32 units in 32        1  12 × 2      71  6 × 2          148  columns of dW, 32 apart
        Layer1  ∂L/∂x                  64 inputs in 64       1  12 × 2      71  6 × 2          149  copy of Wᵀ, rows 64 apart
        Layer1  ∂L/∂x, 1 sample        32 units in 32       16  8 × 1      512  4 × 2          584  columns of W, 32 apart
        Layer2  forward, 1 sample      10 units in 16        8  1 × 1       62  1 × 2           79  columns of W, 16 apart
        Layer2  forward, batch         10 units in 16        1  12 × 1      20  6 × 2           37  columns of W, 16 apart
        Layer2  dW                     10 units in 16        1  12 × 1      20  6 × 2           37  columns of dW, 16 apart
        Layer2  ∂L/∂x                  32 inputs in 32       1  12 × 2      14  6 × 2           33  copy of Wᵀ, rows 32 apart
        Layer2  ∂L/∂x, 1 to 2 samples  10 units in 16       16  8 × 1      238  4 × 2          256  columns of W, 16 apart
        """.ReplaceLineEndings("\n"),
        Text(64, 32, 10));

    [Fact]
    public void The_plan_of_784_128_10() => Assert.Equal(
        """
        Layer   Product                Lanes              Chains  Tile    Cycles  Tile of 16  Cycles  Layout
        Layer1  forward, 1 sample      128 units in 128        1  1 × 8    3,551  1 × 8        7,102  columns of W, 128 apart, read at 4 places
        Layer1  forward, batch         128 units in 128        1  12 × 2   3,150  6 × 2        6,359  columns of W, 128 apart
        Layer1  dW                     128 units in 128        1  12 × 2   3,458  6 × 2        7,160  columns of dW, 128 apart
        Layer1  ∂L/∂x                  784 inputs in 784       1  12 × 2   3,227  6 × 2        6,574  copy of Wᵀ, rows 784 apart
        Layer1  ∂L/∂x, 1 to 3 samples  128 units in 128       16  8 × 1    8,918  4 × 2       12,446  columns of W, 128 apart
        Layer2  forward, 1 sample      10 units in 16          8  1 × 1      158  1 × 2          223  columns of W, 16 apart
        Layer2  forward, batch         10 units in 16          1  12 × 1      73  6 × 2          133  columns of W, 16 apart
        Layer2  dW                     10 units in 16          1  12 × 1      79  6 × 2          147  columns of dW, 16 apart
        Layer2  ∂L/∂x                  128 inputs in 128       1  12 × 2      54  6 × 2          119  copy of Wᵀ, rows 128 apart
        Layer2  ∂L/∂x, 1 sample        10 units in 16         16  8 × 1      952  4 × 2        1,024  columns of W, 16 apart
        """.ReplaceLineEndings("\n"),
        Text(784, 128, 10));

    private static string Text(int inputs, params int[] units) => string.Join(
        "\n",
        PlanText.Lines(NetworkPlanner.Plan(new NetworkModel(
            new TypeModel("", new EquatableArray<string>([]), "Net", "", "Net", NeedsFullNames: false),
            Shape.Vector(inputs),
            Model.Loss.HalfSquaredError,
            Model.Precision.Single,
            Chain.Of(inputs, units.Select((count, i) => new DenseModel(
                $"Layer{i + 1}", count, Model.Activation.ReLU, Slope: null, HasBias: true, Model.Initializer.Auto, Model.BiasInitializer.Zeros))),
            new WatchModel(Forward: false, Backward: false)))));
}
