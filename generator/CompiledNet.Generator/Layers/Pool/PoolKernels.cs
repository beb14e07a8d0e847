using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Layers.Windows;

namespace CompiledNet.Generator.Layers.Pool;

/// <summary>The kernels of a pooling.</summary>
internal static class PoolKernels
{
    public static void Emit(CodeWriter w, Vocabulary v, PoolPlan layer)
    {
        var k = new SampleKernelWriter(w, v, layer);
        string x = "ref " + LayerNames.Of(layer.Input.Value);
        string pooling = v.Type("Pooling");
        string what = layer.IsMean ? "Mean" : "Largest";
        k.EmitForward(layer.Forward, () =>
        {
            k.EmitInputs();
            EmitGeometry(KernelWriter.ResultStride(layer));
            w.Line($"{pooling}.{what}({x}, ref z, in windows, samples);");
        });
        w.Line();
        k.EmitMethod(layer.BackwardData.Single(), () =>
        {
            k.EmitDelta();
            if (!layer.IsMean)
            {
                k.EmitInputs();
            }

            EmitGeometry(layer.Stride);
            k.EmitInputGradient(layer.Input, gradient => w.Line(
                $"{pooling}.{what}Gradient(ref delta, {(layer.IsMean ? "" : x + ", ")}ref {gradient}, in windows, samples, {KernelWriter.Adds(layer.Input)});"));
        });
        ActivationStructs.Emit(w, v, layer);

        void EmitGeometry(int resultStride)
        {
            WindowAxis columns = layer.Axes[layer.Axes.Count - 1];
            WindowAxis rows = layer.Axes.Count == 2 ? layer.Axes[0] : new WindowAxis(1, 1, 1, 1, 1, 0, 0);
            string type = v.Type("PoolGeometry");
            w.Line(
                $"{type} windows = new {type}(Height: {rows.Inputs}, Width: {columns.Inputs}, Rows: {rows.Outputs}, Columns: {columns.Outputs}, "
                + $"WindowHeight: {rows.Size}, WindowWidth: {columns.Size}, StrideHeight: {rows.Stride}, StrideWidth: {columns.Stride}, "
                + $"Top: {rows.Before}, Left: {columns.Before}, Channels: {layer.OutputSize}, Stride: {layer.InputStride}, ResultStride: {resultStride});");
        }
    }
}
