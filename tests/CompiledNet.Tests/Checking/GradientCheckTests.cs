using System.Globalization;
using System.Numerics;
using CompiledNet.Tests.Networks;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Checking;

[Network(inputs: 4, Loss = Loss.CategoricalCrossEntropy, Precision = Precision.Double)]
[Dense(6, Activation.ReLU, Name = "Hidden")]
[Dense(3, Activation.Softmax, Bias = false)]
internal sealed partial class CheckedNet;

[Network(inputs: 4, Loss = Loss.CategoricalCrossEntropy)]
[Dense(6, Activation.ReLU, Name = "Hidden")]
[Dense(3, Activation.Softmax, Bias = false)]
internal sealed partial class CheckedSingleNet;

[Network(inputs: 2, Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
[Dense(2, Activation.ReLU)]
internal sealed partial class KinkedNet;

[Network(4, Precision = Precision.Double, Loss = Loss.MeanSquaredError)]
[Dense(5, Activation.LeakyReLU)]
[Dense(1, Activation.Tanh)]
internal sealed partial class AlmostLinearNet;

public sealed class GradientCheckTests
{
    private static readonly double[] s_input = TestData.Draw<double>(5 * 4);
    private static readonly IReadOnlyList<LayerInfo> s_layers = ((INetwork<double>)new CheckedNet()).Layers;
    private static readonly int[] s_classes = [0, 1, 2, 1, 0];
    private static readonly double[] s_oneHot = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0];

    [Fact]
    public void A_right_network_passes_far_below_the_tolerance()
    {
        GradientCheckReport report = GradientCheck.RunClasses(new CheckedNet(3), s_input, s_classes);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(1e-6, report.Tolerance);
        Assert.InRange(report.MaxRelativeError, 0, 1e-7);
        Assert.Equal(["Hidden.Weights", "Hidden.Biases", "Layer2.Weights", "Input"], report.Tensors.Select(t => t.Name));
        Assert.Equal([24, 6, 18, 20], report.Tensors.Select(t => t.Count));
        Assert.Equal([24, 6, 18, 20], report.Tensors.Select(t => t.CheckedCount));
    }

    [Fact]
    public void Errors_are_those_of_the_formula_also_below_the_tolerance()
    {
        double[] gradients = [];
        double[] inputGradient = [];
        var slightlyWrong = new BrokenNetwork<double>(new CheckedNet(3), workspace =>
        {
            workspace.Gradients[s_layers[1].Weights.IndexOf(2, 4)] *= 1 + 5e-7;
            gradients = workspace.Gradients.ToArray();
            inputGradient = workspace.InputGradient.ToArray();
        });
        GradientCheckReport report = GradientCheck.RunClasses(slightlyWrong, s_input, s_classes);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(5e-7, report.MaxRelativeErrorOf("Layer2"), 1e-9);
        Assert.Equal(report.MaxRelativeErrorOf("Layer2"), report.MaxRelativeError);
        TensorLayout[] layouts = [s_layers[0].Weights, s_layers[0].Biases, s_layers[1].Weights, new TensorLayout(0, 5, 4, 4, 1)];
        foreach ((GradientCheckTensor tensor, TensorLayout layout) in report.Tensors.Zip(layouts))
        {
            double[] buffer = tensor.Name == "Input" ? inputGradient : gradients;
            Assert.Equal(buffer[layout.IndexOf(tensor.WorstRow, tensor.WorstColumn)], tensor.Analytic);

            // Two ways to one number: they never agree to the last bit everywhere.
            double largest = Enumerable.Range(0, layout.Count).Max(i => Math.Abs(buffer[layout.IndexOf(i / layout.Columns, i % layout.Columns)]));
            double divisor = new[] { Math.Abs(tensor.Analytic), Math.Abs(tensor.Numeric), 1e-3 * largest }.Max();
            Assert.InRange(tensor.MaxRelativeError, double.Epsilon, 1e-6);
            Assert.Equal(Math.Abs(tensor.Analytic - tensor.Numeric) / divisor, tensor.MaxRelativeError, 1e-15);
        }
    }

    [Fact]
    public void Classes_and_one_hot_targets_are_checked_alike()
    {
        GradientCheckReport classes = GradientCheck.RunClasses(new CheckedNet(3), s_input, s_classes);
        GradientCheckReport oneHot = GradientCheck.Run(new CheckedNet(3), s_input, s_oneHot);

        // The loss of classes and that of targets round in different places, so the numeric gradients agree to rounding. That is all their errors are, so the
        // worst element may be another.
        Assert.Equal(oneHot.Tensors.Select(t => (t.Layer, t.Name, t.CheckedCount)), classes.Tensors.Select(t => (t.Layer, t.Name, t.CheckedCount)));
        Assert.All(classes.Tensors.Concat(oneHot.Tensors), t => Assert.InRange(t.MaxRelativeError, 0, 1e-7));
        Assert.All(
            classes.Tensors.Zip(oneHot.Tensors).Where(pair => (pair.First.WorstRow, pair.First.WorstColumn) == (pair.Second.WorstRow, pair.Second.WorstColumn)),
            pair =>
            {
                Assert.Equal(pair.Second.Analytic, pair.First.Analytic, 1e-14);
                Assert.Equal(pair.Second.Numeric, pair.First.Numeric, 1e-11);
            });
    }

    [Theory]
    [InlineData("Hidden", 2, 3)]
    [InlineData("Layer2", 1, 5)]
    public void A_wrong_weight_gradient_is_found(string layer, int row, int column)
    {
        // Wrong by a hundred-thousandth of itself.
        var broken = new BrokenNetwork<double>(new CheckedNet(3), workspace =>
        {
            LayerInfo info = s_layers.First(l => l.Name == layer);
            workspace.Gradients[info.Weights.IndexOf(row, column)] *= 1 + 1e-5;
        });
        GradientCheckReport report = GradientCheck.RunClasses(broken, s_input, s_classes);
        Assert.False(report.Passed);
        GradientCheckTensor worst = report.Tensors.MaxBy(t => t.MaxRelativeError)!;
        Assert.Equal((layer + ".Weights", row, column), (worst.Name, worst.WorstRow, worst.WorstColumn));
        Assert.Equal(1e-5, worst.MaxRelativeError, 1e-7);
        Assert.Equal(worst.MaxRelativeError, report.MaxRelativeErrorOf(layer));
        Assert.InRange(report.MaxRelativeErrorOf(layer == "Hidden" ? "Layer2" : "Hidden"), 0, 1e-7);
        Assert.Contains("FAILED", report.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => report.MaxRelativeErrorOf("Layer7"));
    }

    [Fact]
    public void A_wrong_bias_gradient_and_a_wrong_input_gradient_are_found()
    {
        var bias = new BrokenNetwork<double>(
            new CheckedNet(3), workspace => workspace.Gradients[s_layers[0].Biases.IndexOf(4, 0)] += 1e-4);
        GradientCheckReport report = GradientCheck.RunClasses(bias, s_input, s_classes);
        Assert.Equal(["Hidden.Biases"], report.Tensors.Where(t => t.MaxRelativeError > 1e-6).Select(t => t.Name));

        var input = new BrokenNetwork<double>(new CheckedNet(3), workspace => workspace.InputGradient[(2 * 4) + 1] *= -1);
        report = GradientCheck.RunClasses(input, s_input, s_classes);
        GradientCheckTensor worst = Assert.Single(report.Tensors, t => t.MaxRelativeError > 1e-6);
        Assert.Equal(("Input", 2, 1), (worst.Name, worst.WorstRow, worst.WorstColumn));
        Assert.Equal(2, worst.MaxRelativeError, 1e-6);
        Assert.Equal(worst.Analytic, -worst.Numeric, 1e-9);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gradient_that_is_no_number_fails(double value)
    {
        var broken = new BrokenNetwork<double>(new CheckedNet(3), workspace => workspace.Gradients[0] = value);
        GradientCheckReport report = GradientCheck.RunClasses(broken, s_input, s_classes);
        Assert.False(report.Passed);
        Assert.Equal(double.PositiveInfinity, report.MaxRelativeError);
        Assert.Equal(value, report.Tensors[0].Analytic);
    }

    [Fact]
    public void Gradients_that_are_missing_fail()
    {
        var broken = new BrokenNetwork<double>(new CheckedNet(3), workspace => workspace.Gradients.Clear());
        GradientCheckReport report = GradientCheck.RunClasses(broken, s_input, s_classes);
        Assert.Equal(1, report.MaxRelativeErrorOf("Hidden"), 1e-12);
        Assert.Equal(1, report.MaxRelativeErrorOf("Layer2"), 1e-12);
    }

    [Fact]
    public void Floats_have_a_tolerance_of_their_own()
    {
        float[] input = TestData.Draw<float>(4);
        GradientCheckReport report = GradientCheck.RunClasses(new CheckedSingleNet(3), input, [1]);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(0.1, report.Tolerance);

        var broken = new BrokenNetwork<float>(new CheckedSingleNet(3), workspace =>
        {
            foreach (ref float gradient in workspace.Gradients)
            {
                gradient *= 1.3f;
            }
        });
        Assert.False(GradientCheck.RunClasses(broken, input, [1]).Passed);
    }

    [Fact]
    public void The_parameters_are_restored_bit_for_bit()
    {
        var net = new CheckedNet(3);
        net.Hidden.Weights[0, 0] = -0.0;
        byte[] before = TestData.Bits<double>(net.Parameters);
        GradientCheck.RunClasses(net, s_input, s_classes);
        Assert.Equal(before, TestData.Bits<double>(net.Parameters));
    }

    [Fact]
    public void The_parameters_are_restored_even_if_the_loss_throws()
    {
        var net = new CheckedNet(3);
        byte[] before = TestData.Bits<double>(net.Parameters);
        for (int evaluations = 1; evaluations < 40; evaluations += 3)
        {
            var throwing = new ThrowingNetwork(net, evaluations);
            Assert.Throws<InvalidTimeZoneException>(() => GradientCheck.RunClasses(throwing, s_input, s_classes));
            Assert.Equal(before, TestData.Bits<double>(net.Parameters));
        }
    }

    [Fact]
    public void On_a_kink_the_slope_of_either_side_or_between_passes()
    {
        // z = (0, 1) on the ReLU's kink and off it; y = 1 lies on the kink of the absolute error of the second.
        var net = new KinkedNet();
        net.Layer1.Weights.CopyFrom([1, -1, 1, 0]);
        GradientCheckReport report = GradientCheck.Run<double>(net, [1, 1], [3, 1]);
        Assert.True(report.Passed, report.ToString());

        // Beside it: only the slope of the one side is right, and it is found from far nearer than any fixed step.
        net.Layer1.Biases.CopyFrom([1e-7, 1e-7]);
        report = GradientCheck.Run<double>(net, [1, 1], [3, 1]);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Some_elements_of_each_tensor_may_do()
    {
        GradientCheckReport report = GradientCheck.RunClasses(
            new CheckedNet(3), s_input, s_classes, new GradientCheckOptions { ElementsPerTensor = 7, Tolerance = 1e-5 });
        Assert.True(report.Passed);
        Assert.Equal(1e-5, report.Tolerance);
        Assert.Equal([7, 6, 7, 7], report.Tensors.Select(t => t.CheckedCount));
        Assert.Contains("7 of 24", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var net = new CheckedNet();
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => GradientCheck.RunClasses<double>(net, [], [])).ParamName);
        Assert.Throws<ArgumentException>(() => GradientCheck.RunClasses(net, s_input, [1]));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run<double>(net, s_input, [1]));
        Assert.Throws<ArgumentException>(() => GradientCheck.RunClasses(net, s_input.AsSpan(1), s_classes));
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Run<float>(new Training.LosslessNet(), [1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { ElementsPerTensor = 0 });
    }

    [Fact]
    public void The_report_is_a_table_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            hostile.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = hostile;

            string[] lines = GradientCheck.RunClasses(new CheckedNet(3), s_input, s_classes).ToString().TrimEnd().Split('\n');
            Assert.Equal(6, lines.Length);
            Assert.Matches(@"^Gradient check of CheckedNet: passed, largest relative error \d\.\de-\d+, tolerance 1\.0e-6$", lines[0]);
            Assert.Matches(@"^gradient of +checked +largest relative error +at +analytic +numeric$", lines[1]);
            Assert.All(lines[2..], line => Assert.Matches(
                @"^[A-Za-z0-9.]+ +\d+ +\d\.\de[+-]\d+ +\[\d, \d\] +-?\d\.\d{8}e[+-]\d+ +-?\d\.\d{8}e[+-]\d+$", line));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    // Where roundings of the loss were taken for less than they are, they looked like a kink.
    [Theory]
    [InlineData(13)]
    [InlineData(2416)]
    [InlineData(2631)]
    public void Roundings_of_the_loss_are_no_kink(int seed)
    {
        var random = new SeededRandom(seed, 7);
        for (int k = 0; k < 300; k++)
        {
            var network = new AlmostLinearNet(seed + k);
            double[] input = [.. Enumerable.Range(0, 4).Select(_ => (2 * random.NextDouble()) - 1)];
            GradientCheckReport report = GradientCheck.Run<double>(network, input, [random.NextDouble() - 0.5]);
            Assert.True(report.Passed, report.ToString());
        }
    }

    /// <summary>Spoils what Backward wrote.</summary>
    private sealed class BrokenNetwork<T>(INetwork<T> inner, Action<Workspace<T>> spoil) : NetworkDecorator<T>(inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override T BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate = false)
        {
            T loss = base.BackwardClasses(classes, workspace, accumulate);
            spoil(workspace);
            return loss;
        }
    }

    /// <summary>Throws at some evaluation of the loss.</summary>
    private sealed class ThrowingNetwork(INetwork<double> inner, int evaluations) : NetworkDecorator<double>(inner)
    {
        private int _left = evaluations;

        public override double EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<double> workspace) => --_left == 0
            ? throw new InvalidTimeZoneException()
            : base.EvaluateLossClasses(classes, workspace);
    }
}
