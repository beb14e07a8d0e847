using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>Reads and checks <c>[GRU]</c> and <c>[LSTM]</c>.</summary>
internal static class RecurrentReader
{
    public static RecurrentModel? Read(AttributeReader attribute, string kind, string name, int gates, Findings findings)
    {
        int units = WindowReader.Positive(attribute, "units", attribute.Positional<int>("units"), findings);
        var model = new RecurrentModel(
            name,
            kind,
            units,
            gates,
            !(attribute.NamedOrNull<bool>("ResetAfter") ?? true),
            attribute.NamedOrNull<bool>("Bias") ?? true,
            EnumArgument.Checked<Initializer>(attribute.NamedOrNull<int>("Initializer") ?? 0, attribute.LocationOf("Initializer"), findings),
            EnumArgument.Checked<BiasInitializer>(
                attribute.NamedOrNull<int>("BiasInitializer") ?? 0, attribute.LocationOf("BiasInitializer"), findings));
        return units < 1 ? null : model;
    }
}
