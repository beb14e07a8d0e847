using System.Numerics;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>
/// The masks of a network's dropouts in one step, learned from what they do to their inputs. A mask does not depend on those: a factor that an input of 0 hides is
/// learned from another batch.
/// </summary>
/// <param name="spec">The graph.</param>
/// <param name="network">The network, whose statistics change.</param>
/// <param name="access">Reads its activations.</param>
/// <param name="fail">Reports a factor that is none.</param>
internal sealed class DropoutMasks<T>(GraphSpec spec, INetwork<T> network, GraphAccess<T> access, Action<string> fail)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostBatches = 8;

    private readonly Workspace<T> _workspace = GraphTrial<T>.CreateWorkspace(spec, network, spec.Batch);

    // NaN is not known yet.
    private readonly Dictionary<int, double[]> _factors = Enumerable.Range(1, spec.Nodes.Count)
        .Where(value => spec.Nodes[value - 1].Kind == NodeKind.Dropout)
        .ToDictionary(value => value, value => Enumerable.Repeat(double.NaN, spec.Batch * spec.ShapeOf(value).Size).ToArray());

    /// <summary>The factors of each row, of each dropout by its value. One that no batch has shown counts as 1.</summary>
    public IReadOnlyDictionary<int, double[][]> Known => _factors.ToDictionary(
        mask => mask.Key,
        mask => (double[][])[.. mask.Value.Select(factor => double.IsNaN(factor) ? 1 : factor).Chunk(spec.ShapeOf(mask.Key).Channels)]);

    /// <summary>Learns from some random batches.</summary>
    public void Learn(Random random)
    {
        for (int i = 0; i < MostBatches && _factors.Values.Any(mask => mask.Any(double.IsNaN)); i++)
        {
            Learn(Array.ConvertAll(GraphData.Normals(random, spec.Batch * spec.Inputs), T.CreateTruncating));
        }
    }

    /// <summary>Learns from a batch.</summary>
    public void Learn(T[] input)
    {
        GraphTrial<T>.SetDraw(_workspace, spec);
        network.Forward(input, _workspace);
        foreach ((int value, double[] factors) in _factors)
        {
            GraphNode node = spec.Nodes[value - 1];
            T[] x = node.Inputs[0] == 0 ? input : access.Activations(_workspace, node.Inputs[0]);
            Learn(spec.NameOf(value), factors, x, access.Activations(_workspace, value), 1 / (1 - node.Rate));
        }
    }

    private void Learn(string name, double[] factors, T[] x, T[] a, double kept)
    {
        for (int i = 0; i < factors.Length; i++)
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
                fail($"{name}: the factor of number {i} is {output / input}, neither 0 nor {kept}");
            }
            else if (!double.IsNaN(factors[i]) && factors[i] != factor)
            {
                fail($"{name}: the factor of number {i} is {factor} for one batch and {factors[i]} for another");
            }

            factors[i] = factor;
        }
    }
}
