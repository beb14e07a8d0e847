using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Streaming;

/// <summary>A network that streams, in blocks and one step a call.</summary>
internal sealed class StreamSubject
{
    /// <summary>Steps of a block, and of one operation of a contestant.</summary>
    public const int Steps = 512;

    private readonly float[] _input = new float[Steps];
    private readonly float[] _output = new float[Steps];

    public StreamSubject(string name, ISequenceNetwork<float> network)
    {
        Name = name;
        Network = network;
        var random = new Random(1);
        foreach (ref float x in _input.AsSpan())
        {
            x = (2 * random.NextSingle()) - 1;
        }

        SequenceStream<float> blocks = network.CreateStream();
        SequenceStream<float> single = network.CreateStream();
        Blocks = new Contestant(name, operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                blocks.Process(_input, _output);
            }
        });
        Single = new Contestant(name, operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                for (int step = 0; step < Steps; step++)
                {
                    single.Step(_input.AsSpan(step, 1), _output.AsSpan(step, 1));
                }
            }
        });
    }

    /// <summary>The name, as the yardstick has it.</summary>
    public string Name { get; }

    public ISequenceNetwork<float> Network { get; }

    public Contestant Blocks { get; }

    public Contestant Single { get; }

    /// <summary>Bytes that a block and as many single steps allocate.</summary>
    public long CountAllocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Blocks.Time(1);
        Single.Time(1);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
