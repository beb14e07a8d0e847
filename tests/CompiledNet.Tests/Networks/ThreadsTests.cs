using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>A batch shared among threads gives what one thread gives, bit for bit, and allocates nothing more.</summary>
public sealed class ThreadsTests
{
    private const int Batch = 101;

    /// <summary>Sizes that neither a register nor a number of threads divides, a softmax in the middle, kept z, a layer of one unit.</summary>
    public static TheoryData<Type> Networks => [typeof(SharedSingleNet), typeof(SharedDoubleNet), typeof(SharedDeepNet)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_gives_the_same_bits(Type type)
    {
        if (type == typeof(SharedDoubleNet))
        {
            AssertSame(threads => Train<double>(new SharedDoubleNet(3), threads, (adam, net, w) => adam.Step(net.Parameters, w.Gradients)));
        }
        else
        {
            AssertSame(threads => Train<float>(
                (INetwork<float>)Activator.CreateInstance(type, 3L)!, threads, (adam, net, w) => adam.Step(net.Parameters, w.Gradients)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(73)]
    [InlineData(101)]
    public void Inference_gives_the_same_bits(int samples)
    {
        var network = new SharedSingleNet(4);
        float[] input = TestData.Draw<float>(samples * SharedSingleNet.InputSize);
        var expected = new float[samples * SharedSingleNet.OutputSize];
        network.Forward(input, expected);
        for (int threads = 1; threads <= 5; threads++)
        {
            var output = new float[expected.Length];
            network.Forward(input, output, threads);
            Assert.Equal(TestData.Bits<float>(expected), TestData.Bits<float>(output));
        }
    }

    [Fact]
    public void Fit_learns_the_same_bits()
    {
        Assert.Equal(Fit(1), Fit(3));

        static byte[] Fit(int threads)
        {
            var network = new SharedSingleNet(5);
            var data = new DataSet<float>(
                TestData.Draw<float>(250 * SharedSingleNet.InputSize),
                SharedSingleNet.InputSize,
                TestData.Draw<float>(250 * SharedSingleNet.OutputSize, stream: 1),
                SharedSingleNet.OutputSize);
            Trainer.Fit(network, data, new TrainingOptions { Epochs = 2, BatchSize = Batch, Threads = threads });
            return TestData.Bits<float>(network.Parameters);
        }
    }

    [Fact]
    public void Fewer_than_one_thread_is_refused()
    {
        var network = new SharedSingleNet();
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SharedSingleNet.Workspace(1) { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new Adam { Threads = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => new TrainingOptions { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(
            "threads",
            () => network.Forward(new float[SharedSingleNet.InputSize], new float[SharedSingleNet.OutputSize], 0));
    }

    [Theory]
    [InlineData(1, 10_000_000, 100, 1)]
    [InlineData(4, 10_000_000, 11, 1)]
    [InlineData(4, 10_000_000, 36, 3)]
    [InlineData(4, 10_000_000, 100, 4)]
    [InlineData(4, 1_000, 100, 1)]
    [InlineData(4, 2_500, 100, 2)]
    public void A_batch_is_dealt_out_only_where_that_is_worth_it(int threads, long multiplyAdds, int samples, int parts)
    {
        var workspace = new SharedSingleNet.Workspace(100) { Threads = threads };
        workspace.BeginForward(new float[samples * SharedSingleNet.InputSize]);
        Assert.Equal(parts, workspace.CountParts(multiplyAdds));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(784)]
    public void Shares_are_all_rows_once(int rows)
    {
        for (int parts = 1; parts <= 7; parts++)
        {
            int next = 0;
            for (int part = 0; part < parts; part++)
            {
                TeamShare share = TeamShare.Of(rows, part, parts);
                Assert.Equal(next, share.First);
                next += share.Count;
            }

            Assert.Equal(rows, next);
        }
    }

    private static void AssertSame(Func<int, byte[][]> train)
    {
        byte[][] expected = train(1);
        for (int threads = 2; threads <= 4; threads++)
        {
            Assert.Equal(expected, train(threads));
        }
    }

    // Outputs, losses, gradients of the input and of all parameters, and the parameters after some steps.
    private static byte[][] Train<T>(INetwork<T> network, int threads, Action<Adam, INetwork<T>, Workspace<T>> step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = network.CreateWorkspace(Batch, inputGradient: true);
        workspace.Threads = threads;
        var optimizer = new Adam(0.01) { Threads = threads };
        var losses = new T[6];
        for (int i = 0; i < losses.Length; i++)
        {
            int samples = Batch - (i * 13);
            network.Forward(TestData.Draw<T>(samples * network.InputSize, i), workspace);
            losses[i] = network.Backward(TestData.Draw<T>(samples * network.OutputSize, 10 + i), workspace, accumulate: i % 2 == 1);
            step(optimizer, network, workspace);
        }

        return
        [
            TestData.Bits(workspace.Output), TestData.Bits<T>(losses), TestData.Bits<T>(workspace.InputGradient),
            TestData.Bits<T>(workspace.Gradients), TestData.Bits<T>(network.Parameters),
        ];
    }
}
