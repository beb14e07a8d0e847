using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>Many threads infer one network, and each gets the bits that one thread alone gets.</summary>
public sealed class ThreadTests
{
    private const int Threads = 8;

    [Fact]
    public void Small() => AssertSameBits(new SmallNet(), rounds: 20_000);

    [Fact]
    public void Medium() => AssertSameBits(new MediumNet(), rounds: 2_000);

    [Fact]
    public void Wide() => AssertSameBits(new WideNet(), rounds: 20);

    [Fact]
    public void Two_networks_share_a_threads_memory_in_turn()
    {
        // Both take the buffer of the thread; neither may see what the other left in it.
        var wide = new WideNet();
        var large = new LargeNet();
        float[] wideInput = TestData.Draw<float>(WideNet.InputSize);
        float[] largeInput = TestData.Draw<float>(LargeNet.InputSize);
        float[][] outputs = [new float[WideNet.OutputSize], new float[LargeNet.OutputSize], new float[WideNet.OutputSize], new float[LargeNet.OutputSize]];
        wide.Forward(wideInput, outputs[0]);
        large.Forward(largeInput, outputs[1]);
        wide.Forward(wideInput, outputs[2]);
        large.Forward(largeInput, outputs[3]);
        Assert.Equal(outputs[0], outputs[2]);
        Assert.Equal(outputs[1], outputs[3]);

        // Equal but for rounding: the sums of a training step run in another order.
        var workspace = new LargeNet.Workspace(1);
        large.Forward(largeInput, workspace);
        for (int i = 0; i < LargeNet.OutputSize; i++)
        {
            Assert.Equal(workspace.Output[i], outputs[1][i], 1e-5f);
        }
    }

    private static void AssertSameBits<T>(INetwork<T> network, int rounds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Samples = 4;
        T[] input = TestData.Draw<T>(Threads * Samples * network.InputSize);
        T[] expected = new T[Threads * Samples * network.OutputSize];
        network.Forward(input, expected);

        int inputs = Samples * network.InputSize;
        int outputs = Samples * network.OutputSize;
        int wrong = 0;
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            T[] output = new T[outputs];
            for (int round = 0; round < rounds; round++)
            {
                network.Forward(input.AsSpan(t * inputs, inputs), output);
                if (!output.AsSpan().SequenceEqual(expected.AsSpan(t * outputs, outputs)))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, wrong);
    }
}
