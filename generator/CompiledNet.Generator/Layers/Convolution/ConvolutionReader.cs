using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>Reads and checks <c>[Conv1D]</c> and <c>[Conv2D]</c>.</summary>
internal static class ConvolutionReader
{
    public static ConvolutionModel? Read(AttributeReader attribute, string kind, string name, int axes, Precision precision, Findings findings)
    {
        int filters = WindowReader.Positive(attribute, "filters", attribute.Positional<int>("filters"), findings);
        int[] sizes = Sizes(attribute, axes, findings);
        int stride = WindowReader.Positive(attribute, "Stride", attribute.NamedOrNull<int>("Stride") ?? 1, findings);
        int dilation = WindowReader.Positive(attribute, "Dilation", attribute.NamedOrNull<int>("Dilation") ?? 1, findings);
        int groups = WindowReader.Positive(attribute, "Groups", attribute.NamedOrNull<int>("Groups") ?? 1, findings);
        PaddingMode padding = WindowReader.Padding(attribute, kind, canBeCausal: axes == 1, findings);
        int pad = Pad(attribute, padding, findings);
        ActivationArgument activation = ActivationArgument.Positional(attribute, precision, findings);
        var model = new ConvolutionModel(
            name,
            kind,
            filters,
            new EquatableArray<int>(sizes),
            new WindowArguments(stride, dilation, padding, pad),
            groups,
            activation.Activation,
            activation.Slope,
            attribute.NamedOrNull<bool>("Bias") ?? true,
            EnumArgument.Checked<Initializer>(attribute.NamedOrNull<int>("Initializer") ?? 0, attribute.LocationOf("Initializer"), findings),
            EnumArgument.Checked<BiasInitializer>(
                attribute.NamedOrNull<int>("BiasInitializer") ?? 0, attribute.LocationOf("BiasInitializer"), findings));
        return filters < 1 || sizes.Any(size => size < 1) || stride < 1 || dilation < 1 || groups < 1 ? null : model;
    }

    /// <summary>Whether the groups divide channels and filters.</summary>
    public static bool HasWholeGroups(ConvolutionModel model, Shape input, AttributeReader attribute, Findings findings)
    {
        bool divides = input.Channels % model.Groups == 0 && model.Filters % model.Groups == 0;
        if (!divides)
        {
            findings.AddOutOfRange(attribute, "Groups",
                model.Groups.ToString(CultureInfo.InvariantCulture),
                $"a divisor of {input.Channels} channels and of {model.Filters} filters");
        }

        return divides;
    }

    private static int[] Sizes(AttributeReader attribute, int axes, Findings findings)
    {
        string[] parameters = attribute.Parameters.Contains("kernel") ? ["kernel"] : ["kernelHeight", "kernelWidth"];
        int[] sizes = [.. parameters.Select(parameter => WindowReader.Positive(attribute, parameter, attribute.Positional<int>(parameter), findings))];
        return sizes.Length < axes ? [sizes[0], sizes[0]] : sizes;
    }

    private static int Pad(AttributeReader attribute, PaddingMode padding, Findings findings)
    {
        int pad = attribute.NamedOrNull<int>("Pad") ?? 0;
        if (pad < 0 || (pad > 0 && padding != PaddingMode.Valid))
        {
            findings.AddOutOfRange(attribute, "Pad",
                pad.ToString(CultureInfo.InvariantCulture),
                pad < 0 ? "a whole number of at least 0" : $"0 beside Padding = PaddingMode.{padding}");
        }

        return pad;
    }
}
