using System.Globalization;

namespace CompiledNet.Tests.Numerics;

/// <summary>
/// The activations on registers, their derivatives and the functions they are made of, against the values of Data/activations.csv, which mpmath
/// computed to 50 digits; and their limits. Bounds are in units of the last place, those of docs/numerics.md.
/// </summary>
public sealed class VectorActivationTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly Simd128<float> s_one = Simd128<float>.Number(1);

    private static readonly Simd128<double> s_oneDouble = Simd128<double>.Number(1);

    private static readonly Dictionary<string, (Func<Simd128<float>, Simd128<float>> Single, Func<Simd128<double>, Simd128<double>> Double)>
        s_functions = new()
        {
            ["ExpMinusOne"] = (VectorMath.ExpMinusOne<Simd128<float>, float>, VectorMath.ExpMinusOne<Simd128<double>, double>),
            ["Erf"] = (VectorMath.Erf<Simd128<float>, float>, VectorMath.Erf<Simd128<double>, double>),
            ["LogOnePlus"] = (VectorMath.LogOnePlus<Simd128<float>, float>, VectorMath.LogOnePlus<Simd128<double>, double>),
            ["Elu"] = (z => VectorActivations.Elu<Simd128<float>, float>(z, 1), z => VectorActivations.Elu<Simd128<double>, double>(z, 1)),
            ["Selu"] = (VectorActivations.Selu<Simd128<float>, float>, VectorActivations.Selu<Simd128<double>, double>),
            ["Softplus"] = (VectorActivations.Softplus<Simd128<float>, float>, VectorActivations.Softplus<Simd128<double>, double>),
            ["Sigmoid"] = (z => VectorActivations.SoftplusDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.SoftplusDelta<Simd128<double>, double>(s_oneDouble, z)),
            ["Gelu"] = (VectorActivations.Gelu<Simd128<float>, float>, VectorActivations.Gelu<Simd128<double>, double>),
            ["GeluDerivative"] = (z => VectorActivations.GeluDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.GeluDelta<Simd128<double>, double>(s_oneDouble, z)),
            ["Silu"] = (VectorActivations.Silu<Simd128<float>, float>, VectorActivations.Silu<Simd128<double>, double>),
            ["SiluDerivative"] = (z => VectorActivations.SiluDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.SiluDelta<Simd128<double>, double>(s_oneDouble, z)),
            ["Mish"] = (VectorActivations.Mish<Simd128<float>, float>, VectorActivations.Mish<Simd128<double>, double>),
            ["MishDerivative"] = (z => VectorActivations.MishDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.MishDelta<Simd128<double>, double>(s_oneDouble, z)),
            ["HardSigmoid"] = (VectorActivations.HardSigmoid<Simd128<float>, float>, VectorActivations.HardSigmoid<Simd128<double>, double>),
            ["HardSigmoidDerivative"] = (z => VectorActivations.HardSigmoidDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.HardSigmoidDelta<Simd128<double>, double>(s_oneDouble, z)),
            ["HardSwish"] = (VectorActivations.HardSwish<Simd128<float>, float>, VectorActivations.HardSwish<Simd128<double>, double>),
            ["HardSwishDerivative"] = (z => VectorActivations.HardSwishDelta<Simd128<float>, float>(s_one, z), z => VectorActivations.HardSwishDelta<Simd128<double>, double>(s_oneDouble, z)),
        };

    private static readonly string[][] s_rows = ReferenceValues.Rows("activations");

    [Theory]
    [InlineData("ExpMinusOne", 3)]
    [InlineData("Erf", 4)]
    [InlineData("LogOnePlus", 2)]
    [InlineData("Elu", 3)]
    [InlineData("Selu", 4)]
    [InlineData("Softplus", 4)]
    [InlineData("Sigmoid", 4)]
    [InlineData("Gelu", 7)]
    [InlineData("GeluDerivative", 10)]
    [InlineData("Silu", 6)]
    [InlineData("SiluDerivative", 10)]
    [InlineData("Mish", 6)]
    [InlineData("MishDerivative", 11)]
    [InlineData("HardSigmoid", 1)]
    [InlineData("HardSigmoidDerivative", 1)]
    [InlineData("HardSwish", 2)]
    [InlineData("HardSwishDerivative", 1)]
    public void Right_to_a_few_units_of_the_last_place(string name, double allowed)
    {
        int count = 0;
        foreach ((double z, double expected) in Arguments(name))
        {
            // Single precision in either, as in PyTorch.
            double one = name == "HardSigmoidDerivative" ? (expected == 0 ? 0 : 1.0f / 6.0f) : expected;
            double bound = allowed + LostWithoutFma(name, z);
            AssertWithin(name, z, one, OfDouble(name, z), double.Epsilon, Math.BitIncrement(1.0) - 1, 52, bound);
            count++;
            if ((float)z == z)
            {
                AssertWithin(name, z, one, OfSingle(name, (float)z), float.Epsilon, MathF.BitIncrement(1f) - 1, 23, bound);
            }
        }

        Assert.True(count > 20, $"only {count} values");
    }

    [Theory]
    [InlineData("ExpMinusOne", -1, Infinity)]
    [InlineData("Erf", -1, 1)]
    [InlineData("Elu", -1, Infinity)]
    [InlineData("Selu", -Activations.SeluLambda * Activations.SeluAlpha, Infinity)]
    [InlineData("Softplus", 0, Infinity)]
    [InlineData("Sigmoid", 0, 1)]
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
    public void Far_out_the_limit_and_NaN_for_NaN(string name, double atMinusInfinity, double atInfinity)
    {
        Assert.True(double.IsNaN(OfDouble(name, double.NaN)));
        Assert.True(float.IsNaN(OfSingle(name, float.NaN)));
        Assert.Equal(atInfinity, OfDouble(name, Infinity));
        Assert.Equal((float)atInfinity, OfSingle(name, float.PositiveInfinity));
        foreach (double z in new[] { 1e4, 1e30, double.MaxValue, Infinity })
        {
            Assert.Equal(atMinusInfinity, OfDouble(name, -z), 1e-15);
            Assert.Equal((float)atMinusInfinity, OfSingle(name, -(float)z), 1e-6f);
        }

        // What grows like z, or λ z, and never overflows before it.
        double slope = name == "Selu" ? Activations.SeluLambda : 1;
        foreach (double z in new[] { 1e4, 1e30 })
        {
            bool grows = atInfinity == Infinity && name != "ExpMinusOne";
            Assert.Equal(grows ? slope * z : atInfinity, OfDouble(name, z));
            Assert.Equal(grows ? (float)slope * (float)z : (float)atInfinity, OfSingle(name, (float)z));
        }
    }

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, 0)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(-1e-3, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_has_its_limits(double x, double expected)
    {
        Assert.Equal(expected, First(VectorMath.Log<Simd128<double>, double>(Simd128<double>.Create(x))));
        Assert.Equal((float)expected, First(VectorMath.Log<Simd128<float>, float>(Simd128<float>.Create((float)x))));
    }

    [Fact]
    public void Log_is_within_2_units_of_the_last_place()
    {
        for (double size = 1e-320; size < 1e308; size *= 1.0173)
        {
            double actual = First(VectorMath.Log<Simd128<double>, double>(Simd128<double>.Create(size)));
            Assert.InRange(Math.Abs(actual - Math.Log(size)) / Unit(Math.Log(size), 52, double.Epsilon), 0, 2);
            var single = (float)size;
            if (single > 0 && float.IsFinite(single))
            {
                actual = First(VectorMath.Log<Simd128<float>, float>(Simd128<float>.Create(single)));
                Assert.InRange(Math.Abs(actual - Math.Log(single)) / Unit(Math.Log(single), 23, float.Epsilon), 0, 2);
            }
        }
    }

    [Fact]
    public void Derivatives_of_ELU_and_SELU_keep_their_digits_far_to_the_left()
    {
        const double Floor = Activations.SeluLambda * Activations.SeluAlpha;
        foreach (double z in new[] { -0.5, -5, -12, -17, -40, -80, -700 })
        {
            double exact = Math.Exp(z);
            AssertWithin("ELU′", z, exact, First(VectorActivations.EluDelta<Simd128<double>, double>(s_oneDouble, Simd128<double>.Create(z), 1)), double.Epsilon, Math.BitIncrement(1.0) - 1, 52, 3);
            AssertWithin("SELU′", z, Floor * exact, First(VectorActivations.SeluDelta<Simd128<double>, double>(s_oneDouble, Simd128<double>.Create(z))), double.Epsilon, Math.BitIncrement(1.0) - 1, 52, 4);
            if (z > -87)
            {
                AssertWithin("ELU′", z, exact, First(VectorActivations.EluDelta<Simd128<float>, float>(s_one, Simd128<float>.Create((float)z), 1)), float.Epsilon, MathF.BitIncrement(1f) - 1, 23, 3);
                AssertWithin("SELU′", z, Floor * exact, First(VectorActivations.SeluDelta<Simd128<float>, float>(s_one, Simd128<float>.Create((float)z))), float.Epsilon, MathF.BitIncrement(1f) - 1, 23, 4);
            }
        }
    }

    [Theory]
    [InlineData(-2, -0.6, -0.25939941502901617)]
    [InlineData(-1e-300, -3e-301, -3e-301)]
    [InlineData(0, 0, 0)]
    [InlineData(2, 2, 2)]
    public void LeakyReLU_and_ELU_take_their_slope(double z, double leaky, double elu)
    {
        Simd128<double> many = Simd128<double>.Create(z);
        Assert.Equal(leaky, First(VectorActivations.LeakyReLU<Simd128<double>, double>(many, 0.3)), 1e-15 * Math.Abs(leaky));
        Assert.Equal(elu, First(VectorActivations.Elu<Simd128<double>, double>(many, 0.3)), 1e-15 * Math.Abs(elu));
        Simd128<float> single = Simd128<float>.Create((float)z);
        Assert.Equal((float)leaky, First(VectorActivations.LeakyReLU<Simd128<float>, float>(single, 0.3f)), 1e-6f * (float)Math.Abs(leaky));
        Assert.Equal((float)elu, First(VectorActivations.Elu<Simd128<float>, float>(single, 0.3f)), 1e-6f * (float)Math.Abs(elu));
    }

    [Fact]
    public void Derivatives_at_the_kinks_are_as_in_PyTorch()
    {
        Simd128<double> d = Simd128<double>.Number(2);
        double Elu(double z) => First(VectorActivations.EluDelta<Simd128<double>, double>(d, Simd128<double>.Create(z), 0.3));
        double Selu(double z) => First(VectorActivations.SeluDelta<Simd128<double>, double>(d, Simd128<double>.Create(z)));
        const double Floor = Activations.SeluLambda * Activations.SeluAlpha;
        double[] points = [0.5, 1e300, double.PositiveInfinity, 0, double.NegativeInfinity, double.NaN];
        Assert.Equal([2, 2, 2, 0.6, 0, double.NaN], points.Select(Elu));
        const double Right = 2 * Activations.SeluLambda;
        Assert.Equal([Right, Right, Right, 2 * Floor, 0, double.NaN], points.Select(Selu));
        double inside = Math.BitDecrement(3.0);
        double[] kinks = [-3, -inside, inside, 3];
        Assert.Equal([0, 1.0f / 6.0f, 1.0f / 6.0f, 0], kinks.Select(z => OfDouble("HardSigmoidDerivative", z)));
        Assert.Equal([0, -0.5, 1.5, 1], kinks.Select(z => Math.Round(OfDouble("HardSwishDerivative", z), 14)));
    }

    [Fact]
    public void One_lane_and_many_give_the_same_bits()
    {
        foreach ((double z, _) in Arguments("Gelu"))
        {
            Simd128<double> many = VectorMath.Log<Simd128<double>, double>(Simd128<double>.Create(Math.Abs(z)));
            double one = 0;
            SimdScalar<double>.Store(VectorMath.Log<SimdScalar<double>, double>(SimdScalar<double>.Create(Math.Abs(z))), ref one, 0);
            Assert.Equal(one, First(many));
            SimdScalar<double>.Store(VectorActivations.Gelu<SimdScalar<double>, double>(SimdScalar<double>.Create(z)), ref one, 0);
            Assert.Equal(one, OfDouble("Gelu", z));
        }
    }

    private static IEnumerable<(double Z, double Value)> Arguments(string name) =>
        ReferenceValues.Column(s_rows, name).Where(row => name != "LogOnePlus" || row.Z is >= 0 and <= 1);

    private static void AssertWithin(
        string name, double z, double expected, double actual, double least, double epsilon, int bits, double allowed)
    {
        if (least == float.Epsilon && !float.IsFinite((float)expected))
        {
            Assert.Equal((float)expected, (float)actual);
            return;
        }

        // Far to the left the result is z times a factor that is subnormal, so rounded more coarsely, or 0.
        double slack = (Math.Min(Math.Abs(z), 1000) * least) + (IsNearRoot(name, z) ? epsilon : 0);
        double error = double.IsInfinity(expected) && expected == actual
            ? 0
            : Math.Max(Math.Abs(actual - expected) - slack, 0) / Unit(expected, bits, least);
        Assert.True(
            error <= allowed,
            string.Create(CultureInfo.InvariantCulture, $"{name}({z:R}), {bits} bits, is {actual:R}, {error:0.0} units from {expected:R}"));
    }

    // Where a derivative crosses 0, the terms of its sum are about 1 and so is what their rounding costs.
    private static bool IsNearRoot(string name, double z) => name switch
    {
        "GeluDerivative" => z is > -1 and < -0.5,
        "SiluDerivative" => z is > -1.6 and < -1,
        "MishDerivative" => z is > -1.5 and < -0.9,
        _ => false,
    };

    // The rounding of z² in e^(−z²/2), which only FMA can make good, is half a unit of z², and so up to z²/2 units of the power.
    private static double LostWithoutFma(string name, double z) =>
        name is "Gelu" or "GeluDerivative" && z < 0 && !Simd128<double>.HasFma ? z * z / 2 : 0;

    private static double Unit(double value, int bits, double least) =>
        value == 0 ? least : Math.Max(Math.ScaleB(1, Math.ILogB(value) - bits), least);

    private static double OfDouble(string name, double z) => First(s_functions[name].Double(Simd128<double>.Create(z)));

    private static float OfSingle(string name, float z) => First(s_functions[name].Single(Simd128<float>.Create(z)));

    private static T First<T>(Simd128<T> value)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => System.Runtime.Intrinsics.Vector128.ToScalar(value.Lanes);
}
