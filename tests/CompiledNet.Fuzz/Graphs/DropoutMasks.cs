using System.Numerics;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>
/// Reads the masks of a network's dropouts from what they do to their inputs. A mask does not depend on those, so that a factor that an input of 0 hides is read from
/// another batch.
/// </summary>
internal static class DropoutMasks
{
    private const int MostBatches = 6;

    /// <summary>The masks of a step, of each dropout by its value.</summary>
    /// <param name="spec">The graph.</param>
    /// <param name="network">The network, whose statistics change.</param>
    /// <param name="access">Reads its activations.</param>
    /// <param name="fail">Reports a factor that is none.</param>
    public static IReadOnlyDictionary<int, double[][]> Read<T>(GraphSpec spec, INetwork<T> network, GraphAccess<T> access, Action<string> fail)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] dropouts = [.. Enumerable.Range(1, spec.Nodes.Count).Where(value => spec.Nodes[value - 1].Kind == NodeKind.Dropout)];
        var masks = dropouts.ToDictionary(value => value, value => Enumerable.Repeat(double.NaN, spec.Batch * spec.SizeOf(value)).ToArray());
        var random = new Random(spec.Seed);
        Workspace<T> workspace = network.CreateWorkspace(spec.Batch);
        for (int i = 0; i < MostBatches && masks.Values.Any(mask => mask.Any(double.IsNaN)); i++)
        {
            T[] input = Array.ConvertAll(GraphData.Normals(random, spec.Batch * spec.Inputs), T.CreateTruncating);
            GraphTrial<T>.SetDraw(workspace, spec);
            network.Forward(input, workspace);
            foreach (int value in dropouts)
            {
                GraphNode node = spec.Nodes[value - 1];
                T[] x = node.Inputs[0] == 0 ? input : access.Activations(workspace, node.Inputs[0]);
                Fill(masks[value], x, access.Activations(workspace, value), 1 / (1 - node.Rate), what => fail($"{spec.NameOf(value)}: {what}"));
            }
        }

        return masks.ToDictionary(
            mask => mask.Key,
            mask => (double[][])[.. mask.Value.Select(factor => double.IsNaN(factor) ? 1 : factor).Chunk(spec.SizeOf(mask.Key))]);
    }

    private static void Fill<T>(double[] mask, T[] x, T[] a, double kept, Action<string> fail)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < mask.Length; i++)
        {
            double input = double.CreateChecked(x[i]);
            if (Math.Abs(input) < 1e-30 || !double.IsFinite(input))
            {
                continue;
            }

            double output = double.CreateChecked(a[i]);
            double factor = output == 0 ? 0 : kept;
            if (Math.Abs(output - (factor * input)) > 4 * Tensors.Roundoff<T>() * Math.Abs(output))
            {
                fail($"the factor of number {i} is {output / input}, neither 0 nor {kept}");
            }
            else if (!double.IsNaN(mask[i]) && mask[i] != factor)
            {
                fail($"the factor of number {i} is {factor} for one batch and {mask[i]} for another");
            }

            mask[i] = factor;
        }
    }
}
