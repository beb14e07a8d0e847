using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Layers.Dense;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Tests.Planning;

/// <summary>What is decided between the declaration and the text.</summary>
public class PlanTests
{
    [Theory]
    [InlineData(false, 16)]
    [InlineData(true, 8)]
    public void Tensors_lie_one_after_the_other_each_on_a_boundary_of_64_bytes(bool isDouble, int step)
    {
        NetworkPlan plan = Plan(isDouble ? Model.Precision.Double : Model.Precision.Single, 3, Layer(5), Layer(7) with { HasBias = false }, Layer(1), Layer(70), Layer(16));

        int end = 0;
        foreach (TensorPlan tensor in plan.Tensors)
        {
            Assert.Equal(0, tensor.Offset % step);
            Assert.InRange(tensor.Offset - end, 0, step - 1);
            end = tensor.Offset + tensor.Length;
        }

        Assert.InRange(plan.ParameterLength - end, 0, step - 1);
        Assert.Equal(0, plan.ParameterLength % step);
    }

    [Fact]
    public void Weights_are_units_by_inputs_and_biases_units_by_one()
    {
        NetworkPlan plan = Plan(Model.Precision.Single, 3, Layer(5), Layer(7) with { HasBias = false });

        Assert.Equal([(5, 3), (7, 5)], Dense(plan).Select(layer => (layer.Weights.Rows, layer.Weights.Columns)));
        Assert.Equal([(5, 1), (0, 1)], Dense(plan).Select(layer => (layer.Biases.Rows, layer.Biases.Columns)));
        Assert.Equal([20L, 35L], plan.Layers.Select(layer => layer.ParameterCount));
        Assert.Equal([15L, 35L], plan.Layers.Select(layer => layer.MultiplyAdds));
        Assert.Equal(55, plan.ParameterCount);
        Assert.Equal(7, plan.OutputSize);
    }

    [Theory]
    [InlineData(new[] { 8 }, new int[0], new[] { -1 }, 96, 12)]
    [InlineData(new[] { 10, 4 }, new[] { 16 }, new[] { 0, -1 }, 96, 12)]
    [InlineData(new[] { 10, 20, 4 }, new[] { 16, 32 }, new[] { 0, 1, -1 }, 36, 4)]
    [InlineData(new[] { 10, 20, 17, 4 }, new[] { 32, 32 }, new[] { 0, 1, 0, -1 }, 24, 4)]
    [InlineData(new[] { 33, 1, 5, 70, 992 }, new[] { 48, 80 }, new[] { 0, 1, 0, 1, -1 }, 12, 4)]
    public void Hidden_activations_of_a_chain_alternate_between_two_slots(int[] units, int[] slots, int[] slotOfLayer, int blockSize, int leastBlock)
    {
        NetworkPlan plan = Plan(Model.Precision.Single, 3, [.. units.Select(Layer)]);

        Assert.Equal(Scratch(slots, slotOfLayer, blockSize, leastBlock), plan.Scratch);
        Assert.Equal(slots.Sum(), plan.Scratch.Length);
        Assert.Equal(blockSize * slots.Sum(), plan.Scratch.BlockLength);
    }

    // x → 1 → 2 → 3, and 4 takes 1 and 3: the first slot is busy until then.
    [Fact]
    public void A_slot_is_free_after_the_last_layer_that_reads_it()
    {
        NetworkModel model = Declared(Model.Precision.Single, 3, Layer(16), Layer(32), Layer(16), Layer(48));
        var join = new Layers.Add.AddModel("Layer4", Model.Activation.Identity, Slope: null)
        {
            Sources = new EquatableArray<int>([3, 1]),
            Inputs = new EquatableArray<Shape>([Shape.Vector(16), Shape.Vector(16)]),
            Output = Shape.Vector(16),
        };
        var last = Layer(4) with { Sources = new EquatableArray<int>([4]), Inputs = new EquatableArray<Shape>([Shape.Vector(16)]), Output = Shape.Vector(4) };
        NetworkPlan plan = NetworkPlanner.Plan(model with { Layers = new EquatableArray<LayerModel>([.. model.Layers.Take(3), join, last]) });

        Assert.Equal([16, 32, 16], plan.Scratch.Slots);
        Assert.Equal([0, 1, 2, 1, -1], plan.Scratch.SlotOfLayer);
        Assert.Equal([false, false], plan.Layers[3].Position.Inputs.Select(input => input.AddsGradient));
        Assert.Equal([true], plan.Layers[1].Position.Inputs.Select(input => input.AddsGradient));
    }

    [Theory]
    [InlineData(1000, 1008, 12, 4)]
    [InlineData(992, 0, 96, 4)]
    [InlineData(10, 16, 96, 12)]
    public void An_output_layer_whose_registers_reach_beyond_the_caller_s_span_is_computed_in_scratch_memory(
        int units, int slot, int blockSize, int leastBlock) => Assert.Equal(
        slot == 0 ? Scratch([], [-1], blockSize, leastBlock) : Scratch([slot], [0], blockSize, leastBlock),
        Plan(Model.Precision.Single, 3, Layer(units)).Scratch);

    // 8192 bytes of stack are 12 samples of 682 bytes, 24 of 341, 96 of 85.
    [Theory]
    [InlineData(0, 96)]
    [InlineData(85, 96)]
    [InlineData(86, 84)]
    [InlineData(341, 24)]
    [InlineData(342, 12)]
    [InlineData(1_000_000, 12)]
    public void Inference_takes_as_many_tiles_of_samples_as_the_stack_has_room_for_at_least_one_and_at_most_eight(int lengthInBytes, int expected) =>
        Assert.Equal(expected, ScratchPlan.ChooseBlockSize(lengthInBytes));

    [Theory]
    [InlineData(false, 100, new[] { 8, 8 }, 12)] // 864 multiply-adds, all in registers.
    [InlineData(true, 4, new[] { 15, 12 }, 12)] // 240.
    [InlineData(false, 4, new[] { 16, 12 }, 4)] // 256.
    public void A_few_samples_go_one_by_one_where_they_are_little_work(bool isDouble, int inputs, int[] units, int expected) => Assert.Equal(
        expected,
        Plan(isDouble ? Model.Precision.Double : Model.Precision.Single, inputs, [.. units.Select(Layer)]).Scratch.LeastBlock);

    [Fact]
    public void Only_pairings_that_cancel_or_overflow_are_fused()
    {
        foreach (Model.Loss loss in Enum.GetValues<Model.Loss>())
        {
            foreach (Model.Activation activation in Enum.GetValues<Model.Activation>())
            {
                OutputStep expected = (loss, activation) switch
                {
                    (Model.Loss.None, _) => OutputStep.NoLoss,
                    (Model.Loss.BinaryCrossEntropy, Model.Activation.Sigmoid) => OutputStep.SigmoidBinaryCrossEntropy,
                    (Model.Loss.BinaryCrossEntropy, Model.Activation.Softmax) => OutputStep.SoftmaxBinaryCrossEntropy,
                    (Model.Loss.CategoricalCrossEntropy, Model.Activation.Softmax) => OutputStep.SoftmaxCategoricalCrossEntropy,
                    (Model.Loss.CategoricalCrossEntropy, Model.Activation.Sigmoid) => OutputStep.SigmoidCategoricalCrossEntropy,
                    _ => OutputStep.Chained,
                };
                NetworkPlan plan = NetworkPlanner.Plan(Declared(Model.Precision.Single, 3, Layer(4) with { Activation = activation }) with { Loss = loss });

                Assert.Equal((loss, activation, expected), (loss, activation, plan.Output));
                bool isFused = expected is not OutputStep.NoLoss and not OutputStep.Chained;
                Assert.Equal(isFused || ActivationFunction.Of(activation).DerivativeNeedsZ, plan.OutputLayer.KeepsPreActivation);
            }
        }
    }

    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(64, 1, true)]
    [InlineData(1, 64, true)]
    [InlineData(65, 1, false)]
    [InlineData(1, 65, false)]
    [InlineData(5, 13, false)]
    [InlineData(1_000_000, 2_000, false)]
    public void A_layer_of_at_most_64_weights_is_written_out(int inputs, int units, bool isWrittenOut) =>
        Assert.Equal(isWrittenOut, Plan(Model.Precision.Single, inputs, Layer(units)).OutputLayer.IsWrittenOut);

    [Fact]
    public void A_hidden_layer_keeps_z_only_where_its_derivative_wants_it() => Assert.Equal(
        [Model.Activation.ELU, Model.Activation.SELU, Model.Activation.Softplus, Model.Activation.GELU, Model.Activation.SiLU, Model.Activation.Mish, Model.Activation.HardSigmoid, Model.Activation.HardSwish],
        Enum.GetValues<Model.Activation>().Where(activation =>
            Plan(Model.Precision.Single, 3, Layer(4) with { Activation = activation }, Layer(1)).Layers[0].KeepsPreActivation));

    [Fact]
    public void Auto_stands_for_the_initializer_that_suits_the_activation()
    {
        Model.Activation[] he =
        [
            Model.Activation.ReLU, Model.Activation.LeakyReLU, Model.Activation.ELU, Model.Activation.GELU, Model.Activation.SiLU, Model.Activation.Mish, Model.Activation.HardSwish,
        ];
        foreach (Model.Activation activation in Enum.GetValues<Model.Activation>())
        {
            Model.Initializer expected = he.Contains(activation) ? Model.Initializer.HeUniform
                : activation == Model.Activation.SELU ? Model.Initializer.LeCunNormal
                : Model.Initializer.GlorotUniform;
            var layer = (DensePlan)Plan(Model.Precision.Single, 3, Layer(4) with { Activation = activation }).OutputLayer;

            Assert.Equal((activation, expected), (activation, layer.Initializer));
        }
    }

    [Fact]
    public void A_slope_that_is_not_declared_is_the_activation_s_own()
    {
        Assert.Equal(0.01, Slope(Model.Activation.LeakyReLU, null));
        Assert.Equal(1, Slope(Model.Activation.ELU, null));
        Assert.Equal(0.2, Slope(Model.Activation.LeakyReLU, 0.2));
        Assert.Equal(0, Slope(Model.Activation.ELU, 0));

        static double Slope(Model.Activation activation, double? declared) =>
            Plan(Model.Precision.Single, 3, Layer(4) with { Activation = activation, Slope = declared }).OutputLayer.Slope;
    }

    [Fact]
    public void The_largest_network_that_is_allowed_is_planned_without_overflow()
    {
        NetworkPlan plan = Plan(Model.Precision.Double, 46_300, Layer(46_300));

        Assert.Equal(46_300L * 46_301, plan.ParameterCount);
        Assert.InRange(plan.ParameterLength, plan.ParameterCount, int.MaxValue);
    }

    private static NetworkPlan Plan(Model.Precision precision, int inputs, params DenseModel[] layers) =>
        NetworkPlanner.Plan(Declared(precision, inputs, layers));

    private static NetworkModel Declared(Model.Precision precision, int inputs, params DenseModel[] layers) => new(
        new TypeModel("", new EquatableArray<string>([]), "Net", "", "Net", NeedsFullNames: false),
        Shape.Vector(inputs),
        Model.Loss.HalfSquaredError,
        precision,
        Chain.Of(inputs, layers.Select((layer, i) => layer with { Name = $"Layer{i + 1}" })),
        new WatchModel(Forward: false, Backward: false));

    private static IEnumerable<DensePlan> Dense(NetworkPlan plan) => plan.Layers.Cast<DensePlan>();

    private static ScratchPlan Scratch(int[] slots, int[] slotOfLayer, int blockSize, int leastBlock) =>
        new(
            new EquatableArray<int>(slots),
            new EquatableArray<int>(slotOfLayer),
            new EquatableArray<int>(Enumerable.Repeat(ScratchPlan.NoSlot, slotOfLayer.Length)),
            blockSize,
            leastBlock);

    private static DenseModel Layer(int units) =>
        new("Layer", units, Model.Activation.Tanh, Slope: null, HasBias: true, Model.Initializer.Auto, Model.BiasInitializer.Zeros);
}
