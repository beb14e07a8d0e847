using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Turns what the user declared into decisions. Knows sizes, not text.</summary>
internal static class NetworkPlanner
{
    public static NetworkPlan Plan(NetworkModel model)
    {
        var layout = new ParameterLayout(model.Precision == Precision.Single ? sizeof(float) : sizeof(double));
        OutputStep output = ChooseOutputStep(model.Loss, LayerKind.Of(model.OutputLayer).Activation(model.OutputLayer));
        var values = new List<ValuePlan> { new(0, model.Input, model.Input.Channels, layout.Lanes(model.Input.Channels)) };
        var layers = new List<LayerPlan>();
        int[] lastReaders = LastReaders(model);
        bool hasThreads = model.Vectorize
            && model.Layers.Sum(layer => LayerKind.Of(layer).MultiplyAdds(layer)) >= Tuning.LeastMultiplyAddsOfThreads;
        for (int i = 0; i < model.Layers.Count; i++)
        {
            LayerModel layer = model.Layers[i];
            bool isLast = i == model.Layers.Count - 1;
            var position = new LayerPosition(
                i + 1,
                new EquatableArray<InputPlan>(Inputs(layer, i + 1, values, lastReaders)),
                isLast,
                LossNeedsPreActivation: isLast && output is not OutputStep.NoLoss and not OutputStep.Chained,
                model.Watch.Forward,
                model.Vectorize,
                hasThreads);
            LayerPlan plan = LayerKind.Of(layer).Plan(layer, position, layout);
            layers.Add(plan);
            values.Add(new ValuePlan(i + 1, layer.Output, plan.Stride, layout.Lanes(plan.OutputSize)));
        }

        bool holdsSample = model.Vectorize && SampleProductPlan.HoldsSample(layers, layout);
        return new NetworkPlan(
            model.Type,
            values[0],
            model.Loss,
            model.Precision,
            new EquatableArray<LayerPlan>(layers),
            layout.Length,
            output,
            model.Vectorize ? PlanScratch(layers, layout, holdsSample) : PlanPlainScratch(layers),
            holdsSample,
            model.Watch,
            model.Vectorize,
            DeclarationText.Of(model),
            model.Frozen);
    }

    // For each value the last layer that takes it: the first that reaches it on the way back.
    private static int[] LastReaders(NetworkModel model)
    {
        var lastReaders = new int[model.Layers.Count + 1];
        for (int i = 0; i < model.Layers.Count; i++)
        {
            foreach (int source in model.Layers[i].Sources)
            {
                lastReaders[source] = i + 1;
            }
        }

        return lastReaders;
    }

    // A layer that takes a value twice writes its gradient for the first time, and adds for the second.
    private static IEnumerable<InputPlan> Inputs(LayerModel layer, int index, List<ValuePlan> values, int[] lastReaders)
    {
        var seen = new HashSet<int>();
        foreach (int source in layer.Sources)
        {
            bool isFirst = seen.Add(source);
            yield return new InputPlan(values[source], AddsGradient: !isFirst || lastReaders[source] != index);
        }
    }

    private static OutputStep ChooseOutputStep(Loss loss, Activation output) => (loss, output) switch
    {
        (Loss.None, _) => OutputStep.NoLoss,
        (Loss.BinaryCrossEntropy, Activation.Sigmoid) => OutputStep.SigmoidBinaryCrossEntropy,
        (Loss.BinaryCrossEntropy, Activation.Softmax) => OutputStep.SoftmaxBinaryCrossEntropy,
        (Loss.CategoricalCrossEntropy, Activation.Softmax) => OutputStep.SoftmaxCategoricalCrossEntropy,
        (Loss.CategoricalCrossEntropy, Activation.Sigmoid) => OutputStep.SigmoidCategoricalCrossEntropy,
        _ => OutputStep.Chained,
    };

    private static ScratchPlan PlanScratch(List<LayerPlan> layers, ParameterLayout layout, bool holdsSample)
    {
        (EquatableArray<int> slots, EquatableArray<int> slotOfLayer, EquatableArray<int> bufferOfLayer) = ScratchPlan.Allocate(layers, layout.RoundUp);
        return new ScratchPlan(
            slots,
            slotOfLayer,
            bufferOfLayer,
            layers[0].IsOpen ? Tuning.StepsOfBlock
                : layers.Any(layer => layer.Rows > 1)
                ? ScratchPlan.ChooseBlockSizeOfPositions(layout.Bytes(slots.Sum()))
                : ScratchPlan.ChooseBlockSize(layout.Bytes(slots.Sum())),
            layers.Any(layer => layer.Rows > 1 || layer.IsOpen) ? 1 : ScratchPlan.ChooseLeastBlock(layers.Sum(layer => layer.MultiplyAdds), holdsSample));
    }

    // Without kernels there is nothing to align, and one sample goes through all layers after the other.
    private static ScratchPlan PlanPlainScratch(List<LayerPlan> layers)
    {
        (EquatableArray<int> slots, EquatableArray<int> slotOfLayer, EquatableArray<int> bufferOfLayer) = ScratchPlan.Allocate(layers, length => length);
        return new ScratchPlan(slots, slotOfLayer, bufferOfLayer, layers[0].IsOpen ? Tuning.StepsOfBlock : 1, LeastBlock: 1);
    }
}
