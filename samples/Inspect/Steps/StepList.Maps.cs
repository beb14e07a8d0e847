namespace Inspect;

/// <content>The steps of <see cref="StrokeNet"/>: a convolution, a pooling and a dense layer.</content>
internal sealed partial class StepList
{
    /// <summary>The first layer of StrokeNet; the third makes a list of the maps.</summary>
    public const int Convolution = 1;
    private const int Pooling = 2;

    /// <summary>All of them, first to last.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="about">What the first one says of the sample.</param>
    public static IReadOnlyList<Step> OfMaps(Inspection numbers, string about)
    {
        var list = new StepList(numbers);
        var maps = new MapSums(numbers);
        var code = new MapCode();
        return
        [
            list.SampleOfMaps(about),
            ConvolutionStep(maps, code),
            new()
            {
                Id = "a1",
                Kind = "activation",
                Layer = Convolution,
                Label = "a1",
                Heading = "The maps are activated",
                Equations = ["a1 (8×8×4) = ReLU(z1) = max(0, z1)"],
                Remark = "Where a filter does not fit, its map is silent: nothing goes on from there, and nothing will come back.",
                Units = maps.OfActivation(),
                UnitNames = maps.NamesOfPlaces("a1", MapSums.Side),
                Code = code.OfActivation(),
            },
            PoolingStep(maps, code),
            list.Sum(list.Last),
            list.Activation(list.Last),
            list.Loss(),
            list.OutputDelta(),
            list.Gradients(list.Last),
            PooledDeltaStep(maps, code),
            DeltaStep(maps, code),
            list.GradientsOfFilters(maps, code),
            InputGradientStep(maps, code),
            list.UpdateOfMaps(),
        ];
    }

    private Step SampleOfMaps(string about) => new()
    {
        Id = "sample",
        Kind = "sample",
        Label = "x, y",
        Heading = "The network and a sample",
        Equations =
        [
            "a1 (8×8×4) = ReLU(W1 (4×3×3) ∗ x (8×8) + b1)",
            "a2 (4×4×4) = max of a1 over windows of 2 × 2",
            $"a{Last} (10) = softmax(W{Last} (10×64) · a2 (64) + b{Last}) = ŷ",
        ],
        Remark = about,
        Code = _code.OfDeclaration(),
    };

    private static Step ConvolutionStep(MapSums maps, MapCode code) => new()
    {
        Id = "z1",
        Kind = "sum",
        Layer = Convolution,
        Label = "z1",
        Heading = "Each filter is laid over every place of the image",
        Equations = ["z1[r, c, f] = Σ W1[f, u, v] x[r + u − 1, c + v − 1] + b1[f]"],
        Remark = "The filter lies with its middle on the place, and each of its nine weights is multiplied with the pixel under it. What lies outside of the "
            + "image counts as 0. All places of a map share the nine weights: four filters are 36 weights and 4 biases, where a dense layer between as many "
            + "numbers would have 16,384.",
        Units = maps.OfConvolution(),
        UnitNames = maps.NamesOfPlaces("z1", MapSums.Side),
        Code = code.OfConvolution(),
    };

    private static Step PoolingStep(MapSums maps, MapCode code) => new()
    {
        Id = "a2",
        Kind = "pooling",
        Layer = Pooling,
        Label = "a2",
        Heading = "The largest of each 2 × 2 goes on",
        Equations = ["a2[r, c, f] = max of a1 over rows 2 r, 2 r + 1 and columns 2 c, 2 c + 1"],
        Remark = "Whether a filter fits matters more than where exactly. The maps become half as high and half as wide; there is nothing to learn here. The next "
            + "layer takes the 4 · 4 · 4 numbers as a list.",
        Units = maps.OfPooling(),
        UnitNames = maps.NamesOfPlaces("a2", MapSums.PooledSide),
        Code = code.OfPooling(),
    };

    private static Step PooledDeltaStep(MapSums maps, MapCode code) => new()
    {
        Id = "delta2",
        Kind = "delta",
        Layer = Pooling,
        Label = "δ2",
        Heading = "δ goes back to the maps of the pooling",
        Equations = ["δ2 (4×4×4) = ∂L/∂a2 = W4ᵀ (64×10) · δ4 (10)"],
        Remark = "As between dense layers: a number reaches the loss through every output, and gets their δ, each times the weight between them. The list is "
            + "laid out on the maps again.",
        Units = maps.OfPooledDelta(),
        UnitNames = maps.NamesOfPlaces("δ2", MapSums.PooledSide),
        Code = code.OfPooledDelta(),
    };

    private static Step DeltaStep(MapSums maps, MapCode code) => new()
    {
        Id = "delta1",
        Kind = "delta",
        Layer = Convolution,
        Label = "δ1",
        Heading = "The largest takes all of it",
        Equations =
        [
            "∂L/∂a1[r, c, f] = δ2 of its window where a1[r, c, f] is the largest, else 0",
            "δ1 (8×8×4) = ∂L/∂a1 (8×8×4) ⊙ ReLU′(z1)",
        ],
        Remark = "Only the largest number of a window has gone on, so only it can change the loss: it gets the δ of the window, the other three get nothing. "
            + "And where ReLU was silent, nothing goes back either.",
        Units = maps.OfDelta(),
        UnitNames = maps.NamesOfPlaces("δ1", MapSums.Side),
        Code = code.OfDelta(),
    };

    private Step GradientsOfFilters(MapSums maps, MapCode code) => new()
    {
        Id = "gradients1",
        Kind = "gradient",
        Layer = Convolution,
        Chooses = Last + 1,
        Label = "dW1",
        Heading = "Each weight of a filter learns from all places",
        Equations = ["dW1[f, u, v] = Σ δ1[r, c, f] x[r + u − 1, c + v − 1]", "db1[f] = Σ δ1[r, c, f]"],
        Remark = "A weight took part at every place of its map, each time with another pixel: its gradient is the sum over the places, of δ there times that pixel.",
        Units = maps.OfGradients(),
        UnitNames = maps.NamesOfTaps("dW1"),
        Code = code.OfGradients(),
    };

    private static Step InputGradientStep(MapSums maps, MapCode code) => new()
    {
        Id = "input",
        Kind = "input-gradient",
        Layer = Convolution,
        Label = "∂L/∂x",
        Heading = "How the loss changes with the image",
        Equations = ["∂L/∂x[r, c] = Σ W1[f, u, v] δ1[r − u + 1, c − v + 1, f]"],
        Remark = "A pixel lay under nine weights of each filter, at nine neighboring places: from each it gets the δ of the place times that weight. A network of "
            + "several convolutions goes on from here; the code computes it only if asked for.",
        Units = maps.OfInputGradient(),
        UnitNames = MapSums.NamesOfPixels("∂L/∂x"),
        Code = code.OfInputGradient(),
    };

    private Step UpdateOfMaps() => new()
    {
        Id = "update",
        Kind = "update",
        Layer = Last,
        Label = "w ← w − η dw",
        Heading = "The update: every weight takes a step downhill",
        Equations = ["W ← W − η dW", "b ← b − η db"],
        Remark = "Filters, weights and biases go a little against their gradients. "
            + $"For this sample the loss falls from {Html.Number("loss")} to {Html.Number("lossAfter")} with η = {Html.Number("learningRate")}.",
        Code = _code.OfUpdate(),
    };
}
