using System.Globalization;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>
/// Describes a declaration as far as inference depends on it, so that exported weights can say what they are for. No name, no loss and no
/// initializer is part of it: weights outlive a change of those.
/// </summary>
internal static class DeclarationText
{
    /// <summary>Number type, inputs and layers: <c>Single, 64 inputs; Dense 32 ReLU; Dense 10 Softmax</c>.</summary>
    public static string Of(NetworkModel model) => Of(model.Precision, model.Inputs, model.Layers);

    /// <inheritdoc cref="Of(NetworkModel)"/>
    public static string Of(Precision precision, int inputs, IEnumerable<LayerModel> layers) => string.Join(
        "; ", layers.Select(layer => LayerKind.Of(layer).Describe(layer)).Prepend($"{precision}, {Number(inputs)} input{(inputs == 1 ? "" : "s")}"));

    /// <summary>What numbers depend on that lie as in memory.</summary>
    public static string WithLayout(string text) => $"{text}; layout {Number(ParameterLayout.Version)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
