using System.Numerics;

namespace CompiledNet;

/// <summary>A sequence to learn from: what went in, and what came out of the system that a network is to imitate.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
/// <param name="Input">Step after step, as many numbers each as the network takes.</param>
/// <param name="Target">As many steps, as many numbers each as the network gives.</param>
public sealed record SequenceRecording<T>(ReadOnlyMemory<T> Input, ReadOnlyMemory<T> Target)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A recording of arrays or collection expressions.</summary>
    /// <param name="input">Step after step, as many numbers each as the network takes.</param>
    /// <param name="target">As many steps, as many numbers each as the network gives.</param>
    public SequenceRecording(T[] input, T[] target)
        : this((ReadOnlyMemory<T>)input, (ReadOnlyMemory<T>)target)
    {
    }
}
