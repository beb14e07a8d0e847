using System.Numerics;

namespace CompiledNet;

/// <summary>Weights and biases of a network.</summary>
internal sealed class NetworkTensors<T>(INetwork<T> network, TensorNames names) : ITensors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Owner => network.GetType().Name;

    public TensorSpec[] Specs { get; } = names.TensorsOf(network);

    public Span<T> BufferOf(int tensor) => network.Parameters;
}
