using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Advice;

/// <summary>Advice about the output layer under its loss: which activation belongs to which cross-entropy.</summary>
internal static class OutputAdvice
{
    private const string UnderBinary = " under Loss.BinaryCrossEntropy";

    public static void Add(NetworkModel model, int units, AttributeReader attribute, Findings findings)
    {
        LayerModel layer = model.Layers[model.Layers.Count - 1];
        Activation activation = LayerKind.Of(layer).Activation(layer);
        Location location = attribute.LocationOf("activation");
        bool isCategorical = model.Loss == Loss.CategoricalCrossEntropy;
        if (LayerKind.Of(layer).DropsOutputs(layer))
        {
            findings.Add(AdviceRules.DropoutOfOutputs, attribute.Location, layer.Name, ReasonOfDropped(model.Loss));
            return;
        }

        bool takesActivation = attribute.Parameters.Contains("activation");
        if (activation == Activation.Softmax && units == 1)
        {
            findings.Add(
                AdviceRules.SoftmaxOfOneUnit,
                location,
                FixData.With(Activation.Sigmoid, isCategorical ? Loss.BinaryCrossEntropy : null),
                layer.Name,
                Use(Activation.Sigmoid, takesActivation) + (isCategorical ? UnderBinary : ""));
        }
        else if (isCategorical && activation != Activation.Softmax)
        {
            AddCategorical(activation, units, takesActivation, location, findings);
        }
        else if (model.Loss == Loss.BinaryCrossEntropy && activation != Activation.Sigmoid)
        {
            AddBinary(activation, takesActivation, location, findings);
        }
    }

    private static string ReasonOfDropped(Loss loss) => loss switch
    {
        Loss.CategoricalCrossEntropy => "and the loss is infinite where that of the right class is dropped",
        Loss.BinaryCrossEntropy => "and the loss is infinite where one is dropped that should be 1",
        _ => "which no weight can make up for",
    };

    private static void AddCategorical(Activation activation, int units, bool takesActivation, Location location, Findings findings)
    {
        // One unit is no choice among classes, and its softmax would be 1.
        bool isOne = units == 1;
        bool isSigmoid = activation == Activation.Sigmoid;
        var fix = !takesActivation ? FixData.With(null)
            : isOne ? FixData.With(isSigmoid ? null : Activation.Sigmoid, Loss.BinaryCrossEntropy)
            : FixData.With(Activation.Softmax, otherLoss: isSigmoid ? Loss.BinaryCrossEntropy : null);
        string advice = isOne ? (isSigmoid ? "use Loss.BinaryCrossEntropy" : Use(Activation.Sigmoid, takesActivation) + UnderBinary)
            : Use(Activation.Softmax, takesActivation) + (isSigmoid ? ", or Loss.BinaryCrossEntropy" : "");
        if (activation == Activation.ReLU)
        {
            findings.Add(AdviceRules.ReLUUnderCrossEntropy, location, fix, nameof(Loss.CategoricalCrossEntropy), advice);
            return;
        }

        string reason = activation switch
        {
            Activation.Sigmoid => "which has no loss when every output is 1, whatever the class",
            Activation.HardSigmoid => "which reaches 0, where the loss is infinite, and has no loss when every output is 1",
            Activation.Softplus => "which has no upper bound, so that the loss has no lower one",
            _ => "which can be 0 or below, where the loss is infinite or not a number",
        };
        findings.Add(AdviceRules.CategoricalWithoutSoftmax, location, fix, activation, reason, advice);
    }

    private static void AddBinary(Activation activation, bool takesActivation, Location location, Findings findings)
    {
        bool isSoftmax = activation == Activation.Softmax;
        var fix = !takesActivation ? FixData.With(null) : FixData.With(Activation.Sigmoid, otherLoss: isSoftmax ? Loss.CategoricalCrossEntropy : null);
        string advice = Use(Activation.Sigmoid, takesActivation) + (isSoftmax ? ", or Loss.CategoricalCrossEntropy" : "");
        if (activation == Activation.ReLU)
        {
            findings.Add(AdviceRules.ReLUUnderCrossEntropy, location, fix, nameof(Loss.BinaryCrossEntropy), advice);
            return;
        }

        string reason = activation switch
        {
            Activation.Softmax => "whose outputs sum to 1, as if exactly one answer were yes",
            Activation.HardSigmoid => "which reaches 0 and 1, where the loss is infinite",
            _ => "which leaves the range from 0 to 1, where the loss is infinite or not a number",
        };
        findings.Add(AdviceRules.BinaryWithoutSigmoid, location, fix, activation, reason, advice);
    }

    // Where the last layer takes no activation in its first place, a layer of its own is what works for all.
    private static string Use(Activation activation, bool takesActivation) =>
        takesActivation ? $"use Activation.{activation}" : $"add [Activate(Activation.{activation})] as the last layer";
}
