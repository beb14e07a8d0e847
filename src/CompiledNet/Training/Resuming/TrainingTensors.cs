using System.Numerics;

namespace CompiledNet;

/// <summary>
/// The tensors of a training: those of the network, the parameters of its best epoch, what the optimizer keeps, and as doubles what metrics have
/// added up in the middle of an epoch, and the history.
/// </summary>
internal sealed class TrainingTensors<T> : ITensors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly T[] _best;
    private readonly OptimizerTensors<T> _optimizer;
    private readonly int _ofNetwork;
    private readonly int _sums;
    private readonly int _history;

    /// <summary>Puts them together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="best">The parameters of the best epoch, laid out as the network's.</param>
    /// <param name="optimizer">The optimizer's tensors.</param>
    /// <param name="sums">How many numbers the metrics have added up; 0 after an epoch.</param>
    /// <param name="epochs">Epochs in the history.</param>
    /// <param name="columns">Numbers of each.</param>
    public TrainingTensors(INetwork<T> network, T[] best, OptimizerTensors<T> optimizer, int sums, int epochs, int columns)
    {
        _network = network;
        _best = best;
        _optimizer = optimizer;
        TensorSpec[] ofNetwork = TensorNames.Layers.TensorsOf(network);
        _ofNetwork = ofNetwork.Length;
        _sums = sums;
        _history = epochs * columns;
        Specs =
        [
            .. ofNetwork,
            .. ofNetwork.Select(spec => spec with { Name = "best." + spec.Name }),
            .. optimizer.Specs,
            TensorSpec.OfDoubles("metrics", [sums]),
            TensorSpec.OfDoubles("history", [epochs, columns]),
        ];
    }

    public string Owner => _network.GetType().Name;

    public TensorSpec[] Specs { get; }

    /// <summary>What the metrics have added up. Not allocated before everything has been checked.</summary>
    public double[] Sums { get => field ??= new double[_sums]; init; }

    /// <summary>The history, epoch after epoch. Not allocated before everything has been checked.</summary>
    public double[] History { get => field ??= new double[_history]; init; }

    public Span<T> BufferOf(int tensor) =>
        tensor < _ofNetwork ? _network.Parameters
        : tensor < 2 * _ofNetwork ? _best
        : _optimizer.BufferOf(tensor - (2 * _ofNetwork));

    public Span<double> DoublesOf(int tensor) => tensor == Specs.Length - 1 ? History : Sums;
}
