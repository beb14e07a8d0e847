using System.Globalization;

namespace CompiledNet.Tests.Numerics;

/// <summary>
/// Every function against the values of Data/activations.csv, which mpmath computed to 50 digits. Errors are counted in units of the
/// last place of the true value.
/// </summary>
public sealed class ActivationAccuracyTests
{
    private static readonly Dictionary<string, Func<double, double>> s_double = new()
    {
        ["Sigmoid"] = Activations.Sigmoid,
        ["Softplus"] = Activations.Softplus,
        ["Elu"] = z => Activations.Elu(z, 1),
        ["Selu"] = Activations.Selu,
        ["Gelu"] = Activations.Gelu,
        ["GeluDerivative"] = Activations.GeluDerivative,
        ["Silu"] = Activations.Silu,
        ["SiluDerivative"] = Activations.SiluDerivative,
        ["Mish"] = Activations.Mish,
        ["MishDerivative"] = Activations.MishDerivative,
        ["HardSigmoid"] = Activations.HardSigmoid,
        ["HardSigmoidDerivative"] = Activations.HardSigmoidDerivative,
        ["HardSwish"] = Activations.HardSwish,
        ["HardSwishDerivative"] = Activations.HardSwishDerivative,
        ["Erf"] = ErrorFunction.Erf,
        ["Erfc"] = ErrorFunction.Erfc,
        ["LogOnePlus"] = Elementary.LogOnePlus,
        ["ExpMinusOne"] = Elementary.ExpMinusOne,
    };

    private static readonly Dictionary<string, Func<float, float>> s_single = new()
    {
        ["Sigmoid"] = Activations.Sigmoid,
        ["Softplus"] = Activations.Softplus,
        ["Elu"] = z => Activations.Elu(z, 1f),
        ["Selu"] = Activations.Selu,
        ["Gelu"] = Activations.Gelu,
        ["GeluDerivative"] = Activations.GeluDerivative,
        ["Silu"] = Activations.Silu,
        ["SiluDerivative"] = Activations.SiluDerivative,
        ["Mish"] = Activations.Mish,
        ["MishDerivative"] = Activations.MishDerivative,
        ["HardSigmoid"] = Activations.HardSigmoid,
        ["HardSigmoidDerivative"] = Activations.HardSigmoidDerivative,
        ["HardSwish"] = Activations.HardSwish,
        ["HardSwishDerivative"] = Activations.HardSwishDerivative,
    };

    private static readonly string[][] s_rows = ReferenceValues.Rows("activations");

    [Theory]
    [InlineData("Sigmoid", 2)]
    [InlineData("Softplus", 3)]
    [InlineData("Elu", 2)]
    [InlineData("Selu", 3)]
    [InlineData("Gelu", 4)]
    [InlineData("GeluDerivative", 4)]
    [InlineData("Silu", 3)]
    [InlineData("SiluDerivative", 4)]
    [InlineData("Mish", 4)]
    [InlineData("MishDerivative", 5)]
    [InlineData("HardSigmoid", 1)]
    [InlineData("HardSigmoidDerivative", 2e8)] // Single precision in either, as in PyTorch.
    [InlineData("HardSwish", 2)]
    [InlineData("HardSwishDerivative", 1)]
    [InlineData("Erf", 3)]
    [InlineData("Erfc", 4)]
    [InlineData("LogOnePlus", 2)]
    [InlineData("ExpMinusOne", 2)]
    public void Double_is_right_to_a_few_units_of_the_last_place(string name, double allowed)
    {
        int count = 0;
        foreach ((double z, double expected) in ReferenceValues.Column(s_rows, name))
        {
            double actual = s_double[name](z);

            // Far to the left the result is z times a factor that is subnormal, so rounded more coarsely, or 0.
            double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected) + (Math.Abs(z) * double.Epsilon);
            AssertWithin(name, z, expected, actual, unit, RootSlack(name, z, Math.BitIncrement(1.0) - 1), allowed);
            count++;
        }

        Assert.True(count > 150, $"only {count} values");
    }

    [Theory]
    [InlineData("Sigmoid", 2)]
    [InlineData("Softplus", 1)]
    [InlineData("Elu", 1)]
    [InlineData("Selu", 1)]
    [InlineData("Gelu", 1)]
    [InlineData("GeluDerivative", 1)]
    [InlineData("Silu", 1)]
    [InlineData("SiluDerivative", 1)]
    [InlineData("Mish", 1)]
    [InlineData("MishDerivative", 1)]
    [InlineData("HardSigmoid", 1)]
    [InlineData("HardSigmoidDerivative", 1)]
    [InlineData("HardSwish", 2)]
    [InlineData("HardSwishDerivative", 1)]
    public void Single_is_right_to_a_few_units_of_the_last_place(string name, double allowed)
    {
        int count = 0;
        foreach ((double z, double exact) in ReferenceValues.Column(s_rows, name))
        {
            if ((float)z != z)
            {
                continue;
            }

            float expected = (float)exact;
            float actual = s_single[name]((float)z);
            double unit = (double)MathF.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
            AssertWithin(name, z, exact, actual, unit, RootSlack(name, z, MathF.BitIncrement(1f) - 1), allowed);
            count++;
        }

        Assert.True(count > 70, $"only {count} values");
    }

    /// <summary>Where a derivative crosses 0, the terms of its sum are about 1 and so is what their rounding costs.</summary>
    private static double RootSlack(string name, double z, double epsilon)
    {
        bool nearRoot = name switch
        {
            "GeluDerivative" => z is > -1 and < -0.5,
            "SiluDerivative" => z is > -1.6 and < -1,
            "MishDerivative" => z is > -1.5 and < -0.9,
            "HardSwishDerivative" => z is > -2 and < -1,
            _ => false,
        };
        return nearRoot ? epsilon : 0;
    }

    private static void AssertWithin(
        string name, double z, double expected, double actual, double unit, double slack, double allowed)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }

        double error = Math.Max(Math.Abs(actual - expected) - slack, 0) / unit;
        Assert.True(
            error <= allowed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}({z:R}) is {actual:R}, {error:0.0} units of the last place from {expected:R}"));
    }
}
