using System.Numerics;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>Four minibatches, which training takes in turn.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Minibatches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    private readonly AlignedBuffer<T>[] _inputs = new AlignedBuffer<T>[Count];
    private readonly AlignedBuffer<T>[] _targets = new AlignedBuffer<T>[Count];
    private readonly int[][] _classes = new int[Count][];

    /// <summary>Draws them.</summary>
    /// <param name="network">Whose they are: one-hot targets where it has classes.</param>
    /// <param name="batch">Samples in each.</param>
    public Minibatches(INetwork<T> network, int batch)
    {
        Batch = batch;
        bool hasClasses = network.Loss == Loss.CategoricalCrossEntropy;
        int outputs = network.OutputSize;
        var draws = new Draws(4242);
        for (int k = 0; k < Count; k++)
        {
            _inputs[k] = new AlignedBuffer<T>(batch * network.InputSize);
            _targets[k] = new AlignedBuffer<T>(batch * outputs);
            _classes[k] = new int[batch];
            draws.Fill(_inputs[k].Span);
            for (int s = 0; s < batch; s++)
            {
                _classes[k][s] = (int)(draws.Next() % (uint)outputs);
                Span<T> target = _targets[k].Span.Slice(s * outputs, outputs);
                if (hasClasses)
                {
                    target[_classes[k][s]] = T.One;
                }
                else
                {
                    draws.Fill(target);
                }
            }
        }
    }

    /// <summary>Samples in each.</summary>
    public int Batch { get; }

    public ReadOnlySpan<T> Inputs(int k) => _inputs[k].Span;

    public ReadOnlySpan<T> Targets(int k) => _targets[k].Span;

    public ReadOnlySpan<int> Classes(int k) => _classes[k];
}
