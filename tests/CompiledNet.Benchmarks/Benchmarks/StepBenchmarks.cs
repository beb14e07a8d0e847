using BenchmarkDotNet.Attributes;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks;

/// <summary>A step of training: forward, backward, Adam.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <remarks>The kernels are asked for by name: from the benchmark they lie behind a virtual call, which the disassembler does not follow.</remarks>
[MemoryDiagnoser]
[DisassemblyDiagnoser(maxDepth: 4, filters: "*Kernels*")]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class StepBenchmarks<T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    private Training<T> _training = null!;

    /// <summary>Sizes of the network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = string.Empty;

    /// <summary>Samples in a step.</summary>
    [Params(1, 32, 256)]
    public int Batch { get; set; }

    /// <summary>All of them.</summary>
    public IEnumerable<string> Networks => Subjects.Single.Select(subject => subject.Name);

    /// <summary>Makes the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Subject<T> subject = Subjects.Find<T>(Network);
        _training = subject.Training(new Minibatches<T>(subject.Network, Batch));
        _training.StandStill();
    }

    /// <summary>Steps on four minibatches in turn.</summary>
    [Benchmark(OperationsPerInvoke = Minibatches<float>.Count)]
    public void Step() => _training.Steps(Minibatches<float>.Count);
}
