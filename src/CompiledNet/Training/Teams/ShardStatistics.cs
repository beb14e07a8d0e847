using System.Numerics;

namespace CompiledNet;

/// <summary>
/// The running averages of batch normalizations. Each shard adds its own statistics to those from before the step; the result of the step is the mean of what
/// the shards have, by their samples. On the way it lies where the gradients have a 0 for them.
/// </summary>
internal sealed class ShardStatistics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly Range[] _ranges;
    private readonly T[] _before;

    public ShardStatistics(INetwork<T> network)
    {
        _network = network;
        _ranges =
        [
            .. network.Tensors.Where(tensor => tensor.Role == TensorRole.Statistic).Select(tensor => tensor.IndexOf(0)..(tensor.IndexOf(tensor.Count - 1) + 1)),
        ];
        _before = new T[_ranges.Sum(range => range.End.Value - range.Start.Value)];
    }

    /// <summary>Remembers them as they are before a step.</summary>
    public void Remember() => Copy(_network.Parameters, _before);

    /// <summary>Sets the network back to what was remembered.</summary>
    public void Restore()
    {
        ReadOnlySpan<T> rest = _before;
        Span<T> parameters = _network.Parameters;
        foreach (Range range in _ranges)
        {
            Span<T> part = parameters[range];
            rest[..part.Length].CopyTo(part);
            rest = rest[part.Length..];
        }
    }

    /// <summary>Puts those that a shard has left behind among its gradients.</summary>
    public void PutInto(Span<T> gradients)
    {
        Span<T> parameters = _network.Parameters;
        foreach (Range range in _ranges)
        {
            parameters[range].CopyTo(gradients[range]);
        }
    }

    /// <summary>Takes those of the batch out of its gradients, which are 0 again.</summary>
    public void TakeFrom(Span<T> gradients)
    {
        Span<T> parameters = _network.Parameters;
        foreach (Range range in _ranges)
        {
            gradients[range].CopyTo(parameters[range]);
            gradients[range].Clear();
        }
    }

    private void Copy(ReadOnlySpan<T> from, Span<T> to)
    {
        foreach (Range range in _ranges)
        {
            ReadOnlySpan<T> part = from[range];
            part.CopyTo(to);
            to = to[part.Length..];
        }
    }
}
