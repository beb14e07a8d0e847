using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>
/// The gradients of parameters that each channel has one of, as threads share them: in blocks of 64 bytes, each a number of whole registers.
/// </summary>
internal static class ChannelBlocks
{
    /// <summary>How many blocks there are.</summary>
    public static int Count(int channels, ParameterLayout layout) => (layout.Bytes(channels) + ParameterLayout.Alignment - 1) / ParameterLayout.Alignment;

    /// <summary>Writes the body of a kernel over the blocks first to first + count.</summary>
    /// <param name="k">The kernel.</param>
    /// <param name="layer">The layer, of one input.</param>
    /// <param name="tensors">The gradients, and the locals that refer to them from the first block on.</param>
    /// <param name="body">Writes the call, from how many channels there are and how many with padding.</param>
    public static void Emit(KernelWriter k, LayerPlan layer, IEnumerable<(string Local, TensorPlan Tensor)> tensors, Action<string, string> body)
    {
        int block = ParameterLayout.Alignment / k.Words.ElementSize;
        int lanes = tensors.First().Tensor.Length;
        using (k.W.Block("if (count > 0)"))
        {
            k.W.Line($"int start = first * {block};");
            k.W.Line($"int columns = {k.Words.Type("Math")}.Min({layer.OutputSize} - start, count * {block});");
            k.W.Line($"int width = {k.Words.Type("Math")}.Min({lanes} - start, count * {block});");
            k.EmitReference(LayerNames.Of(layer.Input.Value), LayerNames.BatchOf(layer.Input.Value), "start", $"(samples - 1) * {layer.InputStride} + columns");
            k.EmitReference("delta", new LayerNames(layer).BatchDelta, "start", $"samples * {layer.Stride} - start");
            foreach ((string local, TensorPlan tensor) in tensors)
            {
                k.EmitReference(local, "gradients", $"{tensor.Offset} + start", "width");
            }

            body("columns", "width");
        }
    }
}
