namespace CompiledNet.Tests.Numerics;

/// <summary>Limits, kinks and NaN, for double and for float at once.</summary>
public sealed class ActivationExtremesTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double SeluFloor = -1.7580993408473766;

    private static readonly (string Name, Func<double, double> Double, Func<float, float> Single)[] s_functions =
    [
        ("Sigmoid", Activations.Sigmoid, Activations.Sigmoid),
        ("Softplus", Activations.Softplus, Activations.Softplus),
        ("Elu", z => Activations.Elu(z, 1), z => Activations.Elu(z, 1f)),
        ("Selu", Activations.Selu, Activations.Selu),
        ("Gelu", Activations.Gelu, Activations.Gelu),
        ("GeluDerivative", Activations.GeluDerivative, Activations.GeluDerivative),
        ("Silu", Activations.Silu, Activations.Silu),
        ("SiluDerivative", Activations.SiluDerivative, Activations.SiluDerivative),
        ("Mish", Activations.Mish, Activations.Mish),
        ("MishDerivative", Activations.MishDerivative, Activations.MishDerivative),
        ("HardSigmoid", Activations.HardSigmoid, Activations.HardSigmoid),
        ("HardSigmoidDerivative", Activations.HardSigmoidDerivative, Activations.HardSigmoidDerivative),
        ("HardSwish", Activations.HardSwish, Activations.HardSwish),
        ("HardSwishDerivative", Activations.HardSwishDerivative, Activations.HardSwishDerivative),
    ];

    public static TheoryData<string> Names => [.. s_functions.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_gives_NaN(string name)
    {
        (_, Func<double, double> inDouble, Func<float, float> inSingle) = Find(name);
        Assert.True(double.IsNaN(inDouble(double.NaN)));
        Assert.True(float.IsNaN(inSingle(float.NaN)));
    }

    [Theory]
    [InlineData("Sigmoid", 0, 1)]
    [InlineData("Softplus", 0, Infinity)]
    [InlineData("Elu", -1, Infinity)]
    [InlineData("Selu", SeluFloor, Infinity)]
    [InlineData("Gelu", 0, Infinity)]
    [InlineData("GeluDerivative", 0, 1)]
    [InlineData("Silu", 0, Infinity)]
    [InlineData("SiluDerivative", 0, 1)]
    [InlineData("Mish", 0, Infinity)]
    [InlineData("MishDerivative", 0, 1)]
    [InlineData("HardSigmoid", 0, 1)]
    [InlineData("HardSigmoidDerivative", 0, 0)]
    [InlineData("HardSwish", 0, Infinity)]
    [InlineData("HardSwishDerivative", 0, 1)]
    public void Far_out_every_function_has_its_limit(string name, double atMinusInfinity, double atInfinity)
    {
        (_, Func<double, double> inDouble, Func<float, float> inSingle) = Find(name);
        Assert.Equal(atMinusInfinity, inDouble(-Infinity));
        Assert.Equal(atInfinity, inDouble(Infinity));
        Assert.Equal((float)atMinusInfinity, inSingle(float.NegativeInfinity));
        Assert.Equal((float)atInfinity, inSingle(float.PositiveInfinity));
        foreach (double z in new[] { 1e4, 1e30, 1e155, double.MaxValue })
        {
            Assert.Equal(atMinusInfinity, inDouble(-z), 1e-300);
            Assert.Equal(Reaches(name, atInfinity, z), inDouble(z));
        }

        foreach (float z in new[] { 1e4f, 1e30f, float.MaxValue })
        {
            Assert.Equal((float)atMinusInfinity, inSingle(-z), 1e-37f);
            Assert.Equal((float)Reaches(name, atInfinity, z), inSingle(z));
        }
    }

    [Fact]
    public void At_the_kinks_derivatives_are_as_in_PyTorch()
    {
        double inside = Math.BitDecrement(3.0);
        Assert.Equal([0, 1.0f / 6.0f, 1.0f / 6.0f, 0], Map(Activations.HardSigmoidDerivative, -3, -inside, inside, 3));
        Assert.Equal([0, -0.5, 1.5, 1], Map(Activations.HardSwishDerivative, -3, -inside, inside, 3).Select(d => Math.Round(d, 14)));
        Assert.Equal([0, 0, 1, 1], Map(Activations.HardSigmoid, -4, -3, 3, 4));
        Assert.Equal([0, 0, 3, 4], Map(Activations.HardSwish, -4, -3, 3, 4));
    }

    [Fact]
    public void Elu_takes_its_alpha()
    {
        Assert.Equal(0.3 * Activations.Elu(-2.0, 1.0), Activations.Elu(-2.0, 0.3), 1e-16);
        Assert.Equal(0.3f * Activations.Elu(-2f, 1f), Activations.Elu(-2f, 0.3f), 1e-7f);
        Assert.Equal(0, Activations.Elu(-2.0, 0.0));
        Assert.Equal(2, Activations.Elu(2.0, 0.3));
    }

    [Fact]
    public void Helpers_have_their_limits()
    {
        Assert.Equal([-1, 0, 1], Map(ErrorFunction.Erf, -Infinity, 0, Infinity));
        Assert.Equal([2, 1, 0], Map(ErrorFunction.Erfc, -Infinity, 0, Infinity));
        Assert.Equal([-1, 0, Infinity], Map(Elementary.ExpMinusOne, -Infinity, 0, Infinity));
        Assert.Equal([-Infinity, 0, Infinity], Map(Elementary.LogOnePlus, -1, 0, Infinity));
        Assert.Equal(709.782712893384, Elementary.LogOnePlus(double.MaxValue), 1e-12);
        Func<double, double>[] all = [ErrorFunction.Erf, ErrorFunction.Erfc, Elementary.ExpMinusOne, Elementary.LogOnePlus];
        Assert.All(all, function => Assert.True(double.IsNaN(function(double.NaN))));
    }

    /// <summary>What a function that grows like z (SELU: λ z) has reached at a large z.</summary>
    private static double Reaches(string name, double limit, double z) =>
        limit != Infinity ? limit : name == "Selu" ? Activations.SeluLambda * z : z;

    private static double[] Map(Func<double, double> function, params double[] arguments) =>
        Array.ConvertAll(arguments, z => function(z));

    private static (string Name, Func<double, double> Double, Func<float, float> Single) Find(string name) =>
        s_functions.Single(f => f.Name == name);
}
