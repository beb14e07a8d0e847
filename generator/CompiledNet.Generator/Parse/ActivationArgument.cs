using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Parse;

/// <summary>The activation of a layer and its slope, null where that is not given: arguments that many attributes have.</summary>
internal readonly record struct ActivationArgument(Activation Activation, double? Slope)
{
    /// <summary>Reads an activation that is a parameter of the constructor.</summary>
    public static ActivationArgument Positional(AttributeReader attribute, Precision precision, Findings findings) =>
        Checked(attribute.Positional<int>("activation"), "activation", attribute, precision, findings);

    /// <summary>Reads an activation that is a named argument.</summary>
    public static ActivationArgument Named(AttributeReader attribute, Precision precision, Findings findings) =>
        Checked(attribute.NamedOrNull<int>("Activation") ?? 0, "Activation", attribute, precision, findings);

    /// <summary>Says that a slope has no effect, where that is so.</summary>
    public static void Advise(Activation activation, double? slope, AttributeReader attribute, Findings findings)
    {
        if (slope is not null && ActivationFunction.Of(activation).DefaultSlope is null)
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect,
                attribute.LocationOf("Slope"),
                "Slope",
                $"on Activation.{activation}, only on {nameof(Activation.LeakyReLU)} and {nameof(Activation.ELU)}");
        }
    }

    private static ActivationArgument Checked(int value, string argument, AttributeReader attribute, Precision precision, Findings findings)
    {
        double? slope = attribute.NamedOrNull<double>("Slope");
        if (slope is { } number && !IsValidSlope(number, precision))
        {
            findings.Add(Rules.InvalidSlope, attribute.LocationOf("Slope"), ShortestNumber.Of(number));
        }

        return new ActivationArgument(EnumArgument.Checked<Activation>(value, attribute.LocationOf(argument), findings), slope);
    }

    private static bool IsValidSlope(double slope, Precision precision) =>
        slope >= 0
        && !double.IsInfinity(slope)
        && (precision == Precision.Double || !float.IsInfinity((float)slope));
}
