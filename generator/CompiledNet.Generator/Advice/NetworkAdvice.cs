using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Advice;

/// <summary>What there is to say about a network that is right: what could be better, and what was generated.</summary>
internal static class NetworkAdvice
{
    /// <summary>
    /// More layers than so many are said to be slow to build. Measured: the compiler takes 25 to 60 ms for what a layer emits, whatever its
    /// number of units; see the rule's page.
    /// </summary>
    public const int MostLayers = 64;

    private const string Unoptimised =
        "; this is a debug build, in which the JIT does not optimise it: build with -c Release, or set CompiledNetOptimize";

    public static void Add(INamedTypeSymbol type, NetworkModel model, Compilation compilation, Findings findings, CancellationToken cancellation)
    {
        IReadOnlyList<AttributeReader> attributes = NetworkParser.LayerAttributes(type, cancellation);
        bool[] isSuperfluous = LinearLayers.FindSuperfluous(model);
        long parameters = 0;
        long multiplyAdds = 0;
        for (int i = 0; i < model.Layers.Count; i++)
        {
            LayerModel layer = model.Layers[i];
            LayerKind kind = LayerKind.Of(layer);
            kind.Advise(layer, attributes[i], findings);
            if (i < model.Layers.Count - 1)
            {
                AdviseHidden(layer, model.Layers[i + 1], isSuperfluous[i], attributes[i], findings);
            }

            if (i == MostLayers)
            {
                findings.Add(AdviceRules.SlowBuild, attributes[i].Location, type.Name, model.Layers.Count, MostLayers);
            }

            parameters += kind.Tensors(layer).Where(tensor => tensor.IsTrained).Sum(tensor => tensor.Count);
            multiplyAdds += kind.MultiplyAdds(layer);
        }

        OutputAdvice.Add(model, model.OutputLayer.Output.Channels, attributes[attributes.Count - 1], findings);
        int elementSize = model.Precision == Precision.Single ? sizeof(float) : sizeof(double);
        findings.Add(
            AdviceRules.Generated,
            UserCode.LocationOf(type),
            type.Name,
            Number(parameters),
            Number(parameters * elementSize),
            Number(multiplyAdds),
            IsOptimised(compilation) ? "" : Unoptimised);
    }

    // The compiler marks the assembly of a debug build, unless the project has marked it otherwise.
    private static bool IsOptimised(Compilation compilation) =>
        compilation.Options.OptimizationLevel == OptimizationLevel.Release
        || compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(System.Diagnostics.DebuggableAttribute));

    private static void AdviseHidden(
        LayerModel layer, LayerModel next, bool isSuperfluous, AttributeReader attribute, Findings findings)
    {
        LayerKind kind = LayerKind.Of(layer);
        int units = layer.Output.Channels;
        Activation activation = kind.Activation(layer);
        if (activation == Activation.Softmax && units == 1)
        {
            findings.Add(
                AdviceRules.SoftmaxOfOneUnit,
                attribute.LocationOf("activation"),
                FixData.With(Activation.Sigmoid),
                layer.Name,
                "use Activation.Sigmoid");
        }
        else if (activation == Activation.Softmax && !LayerKind.Of(next).DropsOutputs(next))
        {
            findings.Add(
                AdviceRules.HiddenSoftmax, attribute.LocationOf("activation"), FixData.With(Activation.ReLU), layer.Name);
        }

        if (isSuperfluous)
        {
            findings.Add(
                AdviceRules.LinearLayersInARow,
                attribute.LocationOf("activation"),
                FixData.With(Activation.ReLU),
                layer.Name,
                next.Name);
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
