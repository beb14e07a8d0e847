namespace CompiledNet.Tests.Initialization;

/// <summary>Limits and moments of every initializer, and what their draws depend on.</summary>
public sealed class ParameterInitializerTests
{
    private const int Units = 300;
    private const int Inputs = 200;

    [Theory]
    [InlineData(Initializer.GlorotUniform, 6.0 / (Units + Inputs))]
    [InlineData(Initializer.HeUniform, 6.0 / Inputs)]
    public void Uniform_initializers_fill_their_interval_evenly(Initializer initializer, double limitSquared)
    {
        double limit = Math.Sqrt(limitSquared);
        double[] weights = Weights(Units, Inputs, initializer, seed: 1);
        Assert.InRange(weights.Max(), 0.999 * limit, limit);
        Assert.InRange(weights.Min(), -limit, -0.999 * limit);
        Assert.Equal(0, weights.Average() / limit, 0.01);
        Assert.Equal(1.0 / 3, weights.Average(w => w * w) / limitSquared, 0.01);
    }

    [Theory]
    [InlineData(Initializer.GlorotNormal, 2.0 / (Units + Inputs))]
    [InlineData(Initializer.HeNormal, 2.0 / Inputs)]
    [InlineData(Initializer.LeCunNormal, 1.0 / Inputs)]
    public void Normal_initializers_have_their_variance(Initializer initializer, double variance)
    {
        double deviation = Math.Sqrt(variance);
        double[] weights = Weights(Units, Inputs, initializer, seed: 1);
        Assert.Equal(0, weights.Average() / deviation, 0.02);
        Assert.Equal(1, weights.Average(w => w * w) / variance, 0.03);
        Assert.Equal(0.6827, weights.Count(w => Math.Abs(w) < deviation) / (double)weights.Length, 0.01);
        Assert.InRange(weights.Max() / deviation, 3.5, 6);
    }

    [Fact]
    public void Zeros_are_positive_zeros()
    {
        double[] weights = Weights(3, 5, Initializer.Zeros, seed: 1);
        Assert.All(weights, w => Assert.Equal(0, BitConverter.DoubleToInt64Bits(w)));
        Assert.All(Biases(4, BiasInitializer.Zeros, 5, seed: 1), b => Assert.Equal(0, BitConverter.DoubleToInt64Bits(b)));
    }

    [Fact]
    public void Uniform_biases_fill_their_interval_evenly()
    {
        double limit = 1 / Math.Sqrt(Inputs);
        double[] biases = Biases(10_000, BiasInitializer.Uniform, Inputs, seed: 1);
        Assert.InRange(biases.Max(), 0.99 * limit, limit);
        Assert.InRange(biases.Min(), -limit, -0.99 * limit);
        Assert.Equal(0, biases.Average() / limit, 0.03);
        Assert.Equal(1.0 / 3, biases.Average(b => b * b) / (limit * limit), 0.02);
    }

    [Theory]
    [InlineData(Initializer.Auto)]
    [InlineData((Initializer)7)]
    [InlineData((Initializer)(-1))]
    public void Auto_and_undefined_initializers_are_refused(Initializer initializer) =>
        Assert.Equal(
            "initializer",
            Assert.Throws<ArgumentOutOfRangeException>(() => Weights(1, 1, initializer, seed: 0)).ParamName);

    [Fact]
    public void Undefined_bias_initializers_are_refused() =>
        Assert.Equal(
            "initializer",
            Assert.Throws<ArgumentOutOfRangeException>(() => Biases(1, (BiasInitializer)2, 1, seed: 0)).ParamName);

    [Fact]
    public void Layers_seeds_weights_and_biases_draw_independently()
    {
        double[][] draws =
        [
            Weights(50, 50, Initializer.HeNormal, seed: 1, layer: 0),
            Weights(50, 50, Initializer.HeNormal, seed: 1, layer: 1),
            Weights(50, 50, Initializer.HeNormal, seed: 2, layer: 0),
            Weights(50, 50, Initializer.HeNormal, seed: 2, layer: 1),
            Weights(50, 50, Initializer.HeUniform, seed: 1, layer: 2),
            Biases(2500, BiasInitializer.Uniform, 50, seed: 1, layer: 0),
            Biases(2500, BiasInitializer.Uniform, 50, seed: 1, layer: 1),
            Biases(2500, BiasInitializer.Uniform, 50, seed: 1, layer: 2),
        ];
        for (int i = 0; i < draws.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                // Five standard errors of the correlation of 2,500 independent pairs.
                Assert.Equal(0, Correlation(draws[i], draws[j]), 0.1);
            }
        }
    }

    [Fact]
    public void Singles_are_the_doubles_rounded()
    {
        foreach (Initializer initializer in Enum.GetValues<Initializer>().Where(i => i != Initializer.Auto))
        {
            double[] inDouble = Weights(20, 30, initializer, seed: 9, layer: 3);
            float[] inSingle = new float[600];
            ParameterInitializer.Weights(
                new MatrixView<float>(inSingle, new TensorLayout(0, 20, 30, 30, 1)), initializer, seed: 9, layer: 3);
            Assert.Equal(Array.ConvertAll(inDouble, w => (float)w), inSingle);
        }

        float[] biases = new float[40];
        ParameterInitializer.Biases(
            new VectorView<float>(biases, new TensorLayout(0, 40, 1, 1, 1)), BiasInitializer.Uniform, 30, seed: 9, layer: 3);
        Assert.Equal(Array.ConvertAll(Biases(40, BiasInitializer.Uniform, 30, seed: 9, layer: 3), b => (float)b), biases);
    }

    [Fact]
    public void The_layout_moves_the_numbers_but_does_not_change_them()
    {
        double[] plain = Weights(4, 3, Initializer.HeNormal, seed: 5);
        double[] columns = Enumerable.Repeat(double.NaN, 40).ToArray();
        var view = new MatrixView<double>(columns, new TensorLayout(2, 4, 3, 1, 8));
        ParameterInitializer.Weights(view, Initializer.HeNormal, seed: 5, layer: 0);

        double[] read = new double[12];
        view.CopyTo(read);
        Assert.Equal(plain, read);
        Assert.Equal(40 - 12, columns.Count(double.IsNaN));
    }

    [Fact]
    public void Known_draws_stay_as_they_are()
    {
        // √(6 / (1 + 1)) (2 u − 1), with u the first draws of seed 42, stream 0, as write_known_draws.py has them.
        double limit = Math.Sqrt(3);
        double u = (0xC986FD807E5B8AB5 >> 11) / Math.Pow(2, 53);
        Assert.Equal((2 * limit * u) - limit, Weights(1, 1, Initializer.GlorotUniform, seed: 42)[0]);

        // The first normal of the same stream, its deviation 1.
        Assert.Equal(BitConverter.UInt64BitsToDouble(0x3FD206E152D896D0), Weights(1, 1, Initializer.LeCunNormal, seed: 42)[0]);
    }

    private static double Correlation(double[] x, double[] y) =>
        x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));

    private static double[] Weights(int units, int inputs, Initializer initializer, long seed, int layer = 0)
    {
        double[] weights = new double[units * inputs];
        ParameterInitializer.Weights(
            new MatrixView<double>(weights, new TensorLayout(0, units, inputs, inputs, 1)), initializer, seed, layer);
        return weights;
    }

    private static double[] Biases(int units, BiasInitializer initializer, int inputs, long seed, int layer = 0)
    {
        double[] biases = new double[units];
        ParameterInitializer.Biases(
            new VectorView<double>(biases, new TensorLayout(0, units, 1, 1, 1)), initializer, inputs, seed, layer);
        return biases;
    }
}
