using System.Globalization;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers;

/// <summary>
/// Describes a declaration as far as inference depends on it, so that exported weights can say what they are for. No name, no loss and no
/// initializer is part of it: weights outlive a change of those.
/// </summary>
internal static class DeclarationText
{
    /// <summary>Number type, inputs and layers: <c>Single, 64 inputs; Dense 32 ReLU; Dense 10 Softmax</c>.</summary>
    /// <remarks>A layer that takes another value than the one before it names it: <c>Add of 3 and 1</c>, with 0 for the input.</remarks>
    public static string Of(NetworkModel model) => Of(model.Precision, model.Input, model.Layers);

    /// <inheritdoc cref="Of(NetworkModel)"/>
    public static string Of(Precision precision, Shape input, IEnumerable<LayerModel> layers) => string.Join(
        "; ", layers.Select(Describe).Prepend($"{precision}, {input} input{(input.LongSize == 1 ? "" : "s")}"));

    /// <summary>What numbers depend on that lie as in memory.</summary>
    public static string WithLayout(string text) => $"{text}; layout {Number(LayoutVersion.Current)}";

    private static string Describe(LayerModel layer, int index)
    {
        string text = LayerKind.Of(layer).Describe(layer);
        bool isChained = layer.Sources.Count == 1 && layer.Sources[0] == index;
        return isChained ? text : $"{text} of {string.Join(" and ", layer.Sources.Select(Number))}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
