using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.LayerNorm;

/// <summary>The kernels of a layer normalization.</summary>
internal sealed class LayerNormKernels(CodeWriter w, Vocabulary v, LayerNormPlan layer)
{
    private readonly KernelWriter _k = new(w, v);

    private string Rows => v.Type("LayerNormRows");

    private string X => LayerNames.Of(layer.Input.Value);

    private string Epsilon => ShortestNumber.Of(layer.Epsilon) + "d";

    private string Target => $"ref z, {KernelWriter.ResultStride(layer)}, {layer.OutputSize}, {KernelWriter.WidthOf(layer)}, samples, {Epsilon}";

    public void Emit()
    {
        _k.EmitForward(layer, layer.Forward, () =>
        {
            EmitOperands();
            EmitMoments();
            w.Line($"{Rows}.Forward(ref {X}, {layer.InputStride}, ref gamma, ref beta, ref moments, {Target});");
        });
        w.Line();
        _k.EmitForward(layer, layer.Inference, () =>
        {
            EmitOperands();
            w.Line($"{Rows}.Infer(ref {X}, {layer.InputStride}, ref gamma, ref beta, {Target});");
        });
        w.Line();
        _k.EmitMethod(layer, layer.BackwardData.Single(), EmitPassingBack);
        w.Line();
        _k.EmitMethod(layer, layer.BackwardWeights, () => ChannelBlocks.Emit(
            _k,
            layer,
            [("dgamma", layer.Scale), ("dbeta", layer.Biases)],
            (columns, width) =>
            {
                EmitMoments();
                w.Line(
                    $"{Rows}.Gradients(ref delta, {layer.Stride}, ref {X}, {layer.InputStride}, ref moments, ref dgamma, ref dbeta, {columns}, {width}, samples, accumulate);");
            }));
        ActivationStructs.Emit(w, v, layer);
    }

    private void EmitPassingBack()
    {
        ActivationKernel.EmitDerivation(_k, layer);
        _k.EmitInput(layer.Input.Value);
        _k.EmitDelta(layer);
        _k.EmitTensor("gamma", "parameters", layer.Scale);
        EmitMoments();
        _k.EmitInputGradient(layer.Input, () => w.Line(
            $"{Rows}.InputGradient(ref delta, {layer.Stride}, ref {X}, ref {InputGradientText.Of(layer.Input.Value)}, {layer.InputStride}, ref gamma, ref moments, "
            + $"{layer.OutputSize}, {KernelWriter.WidthOf(layer.Input.Value)}, samples, {KernelWriter.Adds(layer.Input)});"));
    }

    private void EmitOperands()
    {
        _k.EmitInput(layer.Input.Value);
        _k.EmitTensor("gamma", "parameters", layer.Scale);
        _k.EmitTensor("beta", "parameters", layer.Biases);
    }

    private void EmitMoments() => _k.EmitReference("moments", layer.Moments.Name, "0", "2 * samples");
}
