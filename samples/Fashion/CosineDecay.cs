using CompiledNet;

namespace Fashion;

/// <summary>Lets the learning rate fall from epoch to epoch along half a cosine, to nearly 0 in the last: the steps that end a training are small.</summary>
/// <param name="optimizer">Whose learning rate.</param>
/// <param name="then">Is told of each epoch, too.</param>
internal sealed class CosineDecay(Optimizer optimizer, IProgress<EpochResult> then) : IProgress<EpochResult>
{
    private readonly double _first = optimizer.LearningRate;

    /// <inheritdoc/>
    public void Report(EpochResult value)
    {
        optimizer.LearningRate = _first * (1 + Math.Cos(Math.PI * value.Epoch / value.Epochs)) / 2;
        then.Report(value);
    }
}
