using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Reads and checks <c>[Dense]</c>.</summary>
internal static class DenseParser
{
    public static DenseModel? Parse(AttributeReader attribute, string defaultName, Precision precision, Findings findings)
    {
        int units = attribute.Positional<int>("units");
        if (units < 1)
        {
            findings.Add(Rules.UnitsNotPositive, attribute.LocationOf("units"), units);
        }

        double? slope = attribute.NamedOrNull<double>("Slope");
        if (slope is { } value && !IsValidSlope(value, precision))
        {
            findings.Add(Rules.InvalidSlope, attribute.LocationOf("Slope"), value.ToString("R", CultureInfo.InvariantCulture));
        }

        var model = new DenseModel(
            attribute.Text("Name") ?? defaultName,
            units,
            EnumArgument.Checked<Activation>(attribute.Positional<int>("activation"), attribute.LocationOf("activation"), findings),
            slope,
            attribute.NamedOrNull<bool>("Bias") ?? true,
            EnumArgument.Checked<Initializer>(
                attribute.NamedOrNull<int>("Initializer") ?? 0, attribute.LocationOf("Initializer"), findings),
            EnumArgument.Checked<BiasInitializer>(
                attribute.NamedOrNull<int>("BiasInitializer") ?? 0, attribute.LocationOf("BiasInitializer"), findings));
        return units < 1 ? null : model;
    }

    private static bool IsValidSlope(double slope, Precision precision) =>
        slope >= 0
        && !double.IsInfinity(slope)
        && (precision == Precision.Double || !float.IsInfinity((float)slope));
}
