namespace CompiledNet.Tests.Numerics;

/// <summary>Functions on registers against the runtime's functions of doubles, over all orders of magnitude and both signs.</summary>
public class VectorMathTests
{
    // A prime, so that all mantissas come up.
    private const uint Step = 65_537;

    [Fact]
    public void Exp_of_a_float_is_within_2_units_of_the_last_place() =>
        Assert.InRange(WorstOfSingles(VectorMath.Exp<Simd128<float>, float>, Math.Exp, 1e-37), 0, 2);

    [Fact]
    public void Tanh_of_a_float_is_within_6_units_of_the_last_place() =>
        Assert.InRange(WorstOfSingles(VectorActivations.Tanh<Simd128<float>, float>, Math.Tanh, 0), 0, 6);

    [Fact]
    public void Sigmoid_of_a_float_is_within_4_units_of_the_last_place() =>
        Assert.InRange(WorstOfSingles(VectorActivations.Sigmoid<Simd128<float>, float>, x => 1 / (1 + Math.Exp(-x)), 1e-37), 0, 4);

    [Fact]
    public void Exp_of_a_double_is_within_3_units_of_the_last_place() =>
        Assert.InRange(WorstOfDoubles(VectorMath.Exp<Simd128<double>, double>, Math.Exp, 1e-300), 0, 3);

    [Fact]
    public void Tanh_of_a_double_is_within_3_units_of_the_last_place() =>
        Assert.InRange(WorstOfDoubles(VectorActivations.Tanh<Simd128<double>, double>, Math.Tanh, 0), 0, 3);

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(1e30, double.PositiveInfinity)]
    [InlineData(-1e30, 0)]
    [InlineData(0, 1)]
    [InlineData(1e-40, 1)]
    public void Exp_has_its_limits(double x, double expected)
    {
        Assert.Equal((float)expected, Of(VectorMath.Exp<Simd128<float>, float>, (float)x));
        Assert.Equal(expected, Of(VectorMath.Exp<Simd128<double>, double>, x));
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, -1)]
    [InlineData(1e4, 1)]
    [InlineData(-1e4, -1)]
    [InlineData(0, 0)]
    public void Tanh_has_its_limits(double x, double expected)
    {
        Assert.Equal((float)expected, Of(VectorActivations.Tanh<Simd128<float>, float>, (float)x));
        Assert.Equal(expected, Of(VectorActivations.Tanh<Simd128<double>, double>, x));
    }

    private static double WorstOfSingles(Func<Simd128<float>, Simd128<float>> function, Func<double, double> exact, double least)
    {
        double worst = 0;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Step)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            double expected = exact(x);
            if (!float.IsFinite(x) || !float.IsFinite((float)expected) || Math.Abs(expected) < least)
            {
                continue;
            }

            double unit = Math.Max(Math.ScaleB(1, Math.ILogB(expected) - 23), float.Epsilon);
            worst = Math.Max(worst, Math.Abs(Of(function, x) - expected) / unit);
        }

        return worst;
    }

    private static double WorstOfDoubles(Func<Simd128<double>, Simd128<double>> function, Func<double, double> exact, double least)
    {
        double worst = 0;
        for (double size = 1e-9; size < 700; size *= 1.00037)
        {
            foreach (double x in (double[])[size, -size])
            {
                double expected = exact(x);
                if (Math.Abs(expected) >= least)
                {
                    worst = Math.Max(worst, Math.Abs(Of(function, x) - expected) / Math.ScaleB(1, Math.ILogB(expected) - 52));
                }
            }
        }

        return worst;
    }

    private static float Of(Func<Simd128<float>, Simd128<float>> function, float x) =>
        System.Runtime.Intrinsics.Vector128.ToScalar(function(Simd128<float>.Create(x)).Lanes);

    private static double Of(Func<Simd128<double>, Simd128<double>> function, double x) =>
        System.Runtime.Intrinsics.Vector128.ToScalar(function(Simd128<double>.Create(x)).Lanes);
}
