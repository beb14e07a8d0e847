using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers.Windows;

/// <summary>Reads and checks the arguments that windows have in common.</summary>
internal static class WindowReader
{
    /// <summary>A number, with a finding if it is less than 1.</summary>
    public static int Positive(AttributeReader attribute, string argument, int value, Findings findings)
    {
        if (value < 1)
        {
            findings.AddOutOfRange(attribute, argument, value.ToString(CultureInfo.InvariantCulture), "a whole number of at least 1");
        }

        return value;
    }

    /// <summary>The padding.</summary>
    public static PaddingMode Padding(AttributeReader attribute, string kind, bool canBeCausal, Findings findings)
    {
        PaddingMode padding = EnumArgument.Checked<PaddingMode>(
            attribute.NamedOrNull<int>("Padding") ?? 0, attribute.LocationOf("Padding"), findings);
        if (padding == PaddingMode.Causal && !canBeCausal)
        {
            findings.AddOutOfRange(attribute, "Padding", "PaddingMode.Causal", $"PaddingMode.Valid or PaddingMode.Same, which [{kind}] takes,");
        }

        return padding;
    }

    /// <summary>The shape of the output; null, with a finding, where no window fits.</summary>
    public static Shape? Output(
        LayerKind kind, IReadOnlyList<WindowAxis>? axes, int size, Shape input, int channels, AttributeReader attribute, Findings findings)
    {
        if (axes is null)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                $"has a window that does not fit its input, {(input.IsImage ? "an" : "a")} {input.Kind} of {input}: make the window smaller, or set Padding");
            return null;
        }

        return new Shape(new EquatableArray<int>([.. axes.Select(axis => axis.Outputs), channels]));
    }
}
