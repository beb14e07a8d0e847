using System.Globalization;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Tests.Emission;

/// <summary>Numbers in emitted code read back as the same bits.</summary>
public class LiteralTests
{
    public static TheoryData<double> Numbers => new(
        0, -0.0, 1, -1, 0.1, 0.2, 0.01, 1.0 / 3, 1e-30, 1e30, 123456789.125, 16777217, 9007199254740993, 1.0507009873554804934193349852946,
        double.Epsilon, double.MaxValue, double.MinValue, float.Epsilon, float.MaxValue, 1.17549435e-38, 2.2250738585072014e-308, Math.PI, Math.E);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_double(double value)
    {
        string literal = Literal.Of(value, Model.Precision.Double);

        Assert.EndsWith("d", literal, StringComparison.Ordinal);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits((double)Read(literal)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_float(double value)
    {
        if (float.IsInfinity((float)value))
        {
            return;
        }

        string literal = Literal.Of(value, Model.Precision.Single);

        Assert.EndsWith("f", literal, StringComparison.Ordinal);
        Assert.Equal(BitConverter.SingleToInt32Bits((float)value), BitConverter.SingleToInt32Bits((float)Read(literal)));
    }

    [Fact]
    public void Any_bits_that_are_a_number()
    {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            float single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            Assert.Equal(double.IsFinite(value) ? value : 0, Read(Literal.Of(double.IsFinite(value) ? value : 0, Model.Precision.Double)));
            Assert.Equal(float.IsFinite(single) ? single : 0, Read(Literal.Of(float.IsFinite(single) ? single : 0, Model.Precision.Single)));
        }
    }

    [Theory]
    [InlineData(0.01, "0.01f", "0.01d")]
    [InlineData(1, "1f", "1d")]
    [InlineData(1e-30, "1E-30f", "1E-30d")]
    [InlineData(-0.0, "-0f", "-0d")]
    public void It_is_the_shortest_that_does(double value, string single, string @double) =>
        Assert.Equal((single, @double), (Literal.Of(value, Model.Precision.Single), Literal.Of(value, Model.Precision.Double)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Literal.Of(value, Model.Precision.Double));

    [Theory]
    [InlineData("0.2", 0.2)]
    [InlineData("1e-30", 1e-30)]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0.1f", (double)0.1f)]
    [InlineData("1", 1)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e38", 1e38)]
    [InlineData("1.0 / 3", 1.0 / 3)]
    public void A_slope_reaches_the_network_with_every_bit(string declared, double slope)
    {
        using LoadedAssembly loaded = Build.Valid(
            $"using CompiledNet; [Network(1, Precision = Precision.Double)] [Dense(1, Activation.LeakyReLU, Slope = {declared})] public partial class OfDouble;"
            + $"[Network(1)] [Dense(1, Activation.LeakyReLU, Slope = {declared})] public partial class OfSingle;").Load();

        Assert.Equal(-slope, OutputAtMinusOne(loaded.Network<double>("OfDouble")));
        Assert.Equal(-(float)slope, OutputAtMinusOne(loaded.Network<float>("OfSingle")));
    }

    private static T OutputAtMinusOne<T>(INetwork<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        network.Parameters.Clear();
        network.Parameters[network.Layers[0].Weights.IndexOf(0, 0)] = T.One;
        T[] output = [T.Zero];
        network.Forward([T.NegativeOne], output);
        return output[0];
    }

    private static object Read(string literal)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(literal);
        Assert.Equal(literal, expression.ToString());
        bool isNegative = expression is PrefixUnaryExpressionSyntax;
        object value = ((LiteralExpressionSyntax)(expression is PrefixUnaryExpressionSyntax prefix ? prefix.Operand : expression)).Token.Value!;
        return value switch
        {
            float number when isNegative => -number,
            double number when isNegative => -number,
            _ => value,
        };
    }
}
