using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Reads and checks <c>[Dense]</c>.</summary>
internal static class DenseParser
{
    public static DenseModel? Parse(AttributeReader attribute, string name, Precision precision, Findings findings)
    {
        int units = attribute.Positional<int>("units");
        if (units < 1)
        {
            findings.Add(Rules.UnitsNotPositive, attribute.LocationOf("units"), units);
        }

        ActivationArgument activation = ActivationArgument.Positional(attribute, precision, findings);
        var model = new DenseModel(
            name,
            units,
            activation.Activation,
            activation.Slope,
            attribute.NamedOrNull<bool>("Bias") ?? true,
            EnumArgument.Checked<Initializer>(
                attribute.NamedOrNull<int>("Initializer") ?? 0, attribute.LocationOf("Initializer"), findings),
            EnumArgument.Checked<BiasInitializer>(
                attribute.NamedOrNull<int>("BiasInitializer") ?? 0, attribute.LocationOf("BiasInitializer"), findings));
        return units < 1 ? null : model;
    }
}
