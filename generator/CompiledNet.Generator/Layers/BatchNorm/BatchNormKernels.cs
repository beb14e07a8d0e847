using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.BatchNorm;

/// <summary>The kernels of a batch normalization.</summary>
internal sealed class BatchNormKernels(CodeWriter w, Vocabulary v, BatchNormPlan layer)
{
    private readonly KernelWriter _k = new(w, v);

    private string Rows => v.Type("BatchNormRows");

    private string X => $"ref {LayerNames.Of(layer.Input.Value)}, {layer.InputStride}";

    private string Epsilon => ShortestNumber.Of(layer.Epsilon) + "d";

    private string Target => $"ref z, {KernelWriter.ResultStride(layer)}, {layer.OutputSize}, {KernelWriter.WidthOf(layer)}, samples";

    public void Emit()
    {
        _k.EmitMethod(layer, layer.Measure, () =>
        {
            _k.EmitInput(layer.Input.Value);
            EmitMoments(0, "mu", "inverse");
            EmitRunning();
            w.Line(
                $"{Rows}.Statistics({X}, ref mu, ref inverse, ref runningMean, ref runningVariance, {layer.OutputSize}, {layer.Lanes}, samples, {Epsilon}, "
                + $"{ShortestNumber.Of(layer.Momentum)}d, training);");
        });
        w.Line();
        _k.EmitActivated(layer, layer.Normalize, function =>
        {
            EmitOperands();
            EmitMoments(0, "mu", "inverse");
            w.Line($"{Rows}.Normalize<{function}, {v.T}>({X}, ref mu, ref inverse, ref gamma, ref beta, {Target});");
        });
        w.Line();
        _k.EmitActivated(layer, layer.Inference, function =>
        {
            EmitOperands();
            EmitRunning();
            w.Line($"{Rows}.Infer<{function}, {v.T}>({X}, ref runningMean, ref runningVariance, ref gamma, ref beta, {Target}, {Epsilon});");
        });
        ActivationKernel.EmitDerive(_k, layer);
        w.Line();
        _k.EmitMethod(layer, layer.Sum, () =>
        {
            _k.EmitInput(layer.Input.Value);
            _k.EmitDelta(layer);
            EmitMoments(0, "mu", "inverse", "sum", "product");
            _k.EmitTensor("dgamma", "gradients", layer.Scale);
            _k.EmitTensor("dbeta", "gradients", layer.Biases);
            w.Line(
                $"{Rows}.Gradients(ref delta, {layer.Stride}, {X}, ref mu, ref inverse, ref sum, ref product, ref dgamma, ref dbeta, "
                + $"{layer.OutputSize}, {layer.Lanes}, samples, accumulate);");
        });
        w.Line();
        _k.EmitMethod(layer, layer.PassBack, () =>
        {
            _k.EmitInput(layer.Input.Value);
            _k.EmitDelta(layer);
            _k.EmitTensor("gamma", "parameters", layer.Scale);
            EmitMoments(0, "mu", "inverse", "sum", "product");
            _k.EmitInputGradient(layer.Input, () => w.Line(
                $"{Rows}.InputGradient(ref delta, {layer.Stride}, ref {LayerNames.Of(layer.Input.Value)}, ref {InputGradientText.Of(layer.Input.Value)}, {layer.InputStride}, "
                + $"ref mu, ref inverse, ref sum, ref product, ref gamma, {layer.OutputSize}, {KernelWriter.WidthOf(layer.Input.Value)}, samples, batch, "
                + $"{KernelWriter.Adds(layer.Input)});"));
        });
        ActivationStructs.Emit(w, v, layer);
    }

    private void EmitOperands()
    {
        _k.EmitInput(layer.Input.Value);
        _k.EmitTensor("gamma", "parameters", layer.Scale);
        _k.EmitTensor("beta", "parameters", layer.Biases);
    }

    private void EmitRunning()
    {
        _k.EmitTensor("runningMean", "parameters", layer.RunningMean);
        _k.EmitTensor("runningVariance", "parameters", layer.RunningVariance);
    }

    private void EmitMoments(int first, params string[] locals)
    {
        for (int i = 0; i < locals.Length; i++)
        {
            _k.EmitReference(locals[i], layer.Moments.Name, LayerNames.Text((first + i) * layer.Lanes), LayerNames.Text(layer.Lanes));
        }
    }
}
