using System.Numerics;

namespace CompiledNet;

/// <summary>An augmentation with what it draws from: a stream of its own for each sample of each pass.</summary>
/// <param name="augmentation">What is done.</param>
/// <param name="seed">The training's seed.</param>
/// <param name="originals">What the caller knows the samples as, where the set is a part of the caller's; null for the same.</param>
internal sealed class Augmenter<T>(Augmentation augmentation, long seed, int[]? originals)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededSource _source = new();

    public void Change(Span<T> input, int pass, int sample)
    {
        _source.Start(seed, pass, originals?[sample] ?? sample);
        augmentation.Apply(input, _source);
    }
}
