using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Turns what the user declared into decisions. Knows sizes, not text.</summary>
internal static class NetworkPlanner
{
    public static NetworkPlan Plan(NetworkModel model)
    {
        var layout = new ParameterLayout(model.Precision == Precision.Single ? sizeof(float) : sizeof(double));
        var layers = new List<LayerPlan>();
        OutputStep output = OutputStep.NoLoss;
        int inputs = model.Inputs;
        int stride = model.Inputs;

        for (int i = 0; i < model.Layers.Count; i++)
        {
            LayerKind kind = LayerKind.Of(model.Layers[i]);
            bool isLast = i == model.Layers.Count - 1;
            if (isLast)
            {
                output = ChooseOutputStep(model.Loss, kind.Activation(model.Layers[i]));
            }

            bool lossNeedsZ = isLast && output is not OutputStep.NoLoss and not OutputStep.Chained;
            var position = new LayerPosition(i + 1, inputs, isLast, lossNeedsZ, model.Watch.Forward, stride, model.Vectorize);
            LayerPlan layer = kind.Plan(model.Layers[i], position, layout);
            layers.Add(layer);
            inputs = layer.OutputSize;
            stride = layer.Stride;
        }

        return new NetworkPlan(
            model.Type,
            model.Inputs,
            model.Loss,
            model.Precision,
            new EquatableArray<LayerPlan>(layers),
            layout.Length,
            output,
            model.Vectorize ? PlanScratch(layers, layout) : PlanPlainScratch(layers),
            model.Vectorize && SampleProductPlan.HoldsSample(layers, layout),
            model.Watch,
            model.Vectorize,
            DeclarationText.Of(model),
            model.Frozen);
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

    private static ScratchPlan PlanScratch(List<LayerPlan> layers, ParameterLayout layout)
    {
        (int odd, int even) = ScratchRegions(layers, layout.RoundUp);
        return new ScratchPlan(
            odd,
            even,
            ScratchPlan.ChooseBlockSize(layout.Bytes(odd + even)),
            ScratchPlan.ChooseLeastBlock(layers.Sum(layer => layer.MultiplyAdds), SampleProductPlan.HoldsSample(layers, layout)));
    }

    // Without kernels there is nothing to align, and one sample goes through all layers after the other.
    private static ScratchPlan PlanPlainScratch(List<LayerPlan> layers)
    {
        (int odd, int even) = ScratchRegions(layers, length => length);
        return new ScratchPlan(odd, even, BlockSize: 1, LeastBlock: 1);
    }

    private static (int Odd, int Even) ScratchRegions(List<LayerPlan> layers, Func<int, int> roundUp)
    {
        int odd = 0;
        int even = 0;
        foreach (LayerPlan layer in layers)
        {
            if (layer.IsLast && layer.Stride == layer.OutputSize)
            {
                continue; // It writes straight into the caller's output.
            }

            int length = roundUp(layer.Stride);
            if (layer.Index % 2 == 1)
            {
                odd = Math.Max(odd, length);
            }
            else
            {
                even = Math.Max(even, length);
            }
        }

        return (odd, even);
    }
}
