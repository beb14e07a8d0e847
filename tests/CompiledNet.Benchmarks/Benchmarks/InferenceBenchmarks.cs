using BenchmarkDotNet.Attributes;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks;

/// <summary>Inference of one sample.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <remarks>The kernels are asked for by name: from the benchmark they lie behind a virtual call, which the disassembler does not follow.</remarks>
[MemoryDiagnoser]
[DisassemblyDiagnoser(maxDepth: 4, filters: "*Kernels*")]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class InferenceBenchmarks<T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    private const int Calls = 1024;
    private InferenceLoop<T> _loop = null!;

    /// <summary>Sizes of the network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = string.Empty;

    /// <summary>All of them.</summary>
    public IEnumerable<string> Networks => Subjects.Single.Select(subject => subject.Name);

    /// <summary>Makes the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Subject<T> subject = Subjects.Find<T>(Network);
        _loop = subject.Inference(new Samples<T>(subject.Network, batch: 1));
    }

    /// <summary>Calls that may overlap.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Independent() => _loop.Independent(Calls);

    /// <summary>Each call waits for the one before.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Dependent() => _loop.Dependent(Calls);
}
