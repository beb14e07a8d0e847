namespace CompiledNet.Tests.Live;

public sealed class LiveNetworkTests
{
    private static readonly float[] s_pixels = new float[LiveNet.InputSize];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_answer_is_that_of_one_of_two_networks(bool isReused)
    {
        // The runtime itself may allocate something on the writer's thread, once; a writer that does so does it in every run.
        const int Runs = 3;
        long allocated = 0;
        for (int run = 0; run < Runs; run++)
        {
            var stress = new SwapStress(() => new LiveNet(), isReused ? SwapMode.Reuse : SwapMode.Garbage);
            string? failure = stress.Run(readers: 8, state => state.Swaps >= 200 && state.Answers >= 50_000);
            Assert.True(failure is null, failure);
            allocated = isReused ? stress.AllocatedByWriter : 0;
            if (allocated == 0)
            {
                return;
            }
        }

        Assert.Fail($"The writer allocated {allocated} bytes.");
    }

    [Fact]
    public void Weights_copied_into_the_network_in_use_would_be_noticed()
    {
        var stress = new SwapStress(() => new LiveNet(), SwapMode.CopyIntoLive);
        string? failure = stress.Run(readers: 8, run => run.Swaps >= 100_000_000);
        Assert.Contains("is of neither network", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Readers_see_the_new_network_from_their_next_call_on()
    {
        (LiveNet one, LiveNet two) = (new LiveNet(1), new LiveNet(2));
        var live = new LiveNetwork<LiveNet>(one);
        using LiveReader<LiveNet> reader = live.CreateReader();
        Assert.Same(one, reader.Current);
        Assert.Same(one, live.Swap(two));
        Assert.Same(two, reader.Current);
        Assert.Same(two, live.Current);
        Assert.Throws<ArgumentNullException>(() => live.Swap(null!));
        Assert.Same(two, live.Current);
    }

    [Fact]
    public void A_network_is_released_when_every_reader_has_asked_again_or_left()
    {
        var live = new LiveNetwork<LiveNet>(new LiveNet(1));
        LiveReader<LiveNet> first = live.CreateReader();
        using LiveReader<LiveNet> second = live.CreateReader();
        using LiveReader<LiveNet> idle = live.CreateReader();
        Assert.True(live.IsReleased);
        (_, _) = (first.Current, second.Current);
        Assert.True(live.IsReleased);

        LiveNet old = live.Swap(new LiveNet(2));
        Assert.False(live.IsReleased);
        _ = first.Current;
        Assert.False(live.IsReleased);
        _ = second.Current;
        Assert.True(live.IsReleased);

        // The same one back: what was there in between may be in use all the same.
        live.Swap(old);
        Assert.False(live.IsReleased);
        live.Swap(new LiveNet(3));
        second.Leave();
        Assert.False(live.IsReleased);
        first.Dispose();
        Assert.True(live.IsReleased);
        Assert.Throws<ObjectDisposedException>(() => first.Current);
        first.Dispose();
        Assert.True(live.IsReleased);

        _ = second.Current;
        live.Swap(old);
        Assert.False(live.IsReleased);
    }

    [Fact]
    public void A_reader_half_way_through_a_swap_is_waited_for()
    {
        (LiveNet one, LiveNet two) = (new LiveNet(1), new LiveNet(2));
        var live = new LiveNetwork<LiveNet>(one);
        using LiveReader<LiveNet> reader = live.CreateReader();
        _ = reader.Current;

        // What it was given then is in use until it asks again, and must not count as released.
        LiveNet? given = null;
        live.WhileSwapping = () => given = reader.Current;
        live.Swap(two);
        Assert.NotNull(given);
        Assert.True(given == two || !live.IsReleased, "A network in use counts as released.");
    }

    [Fact]
    public void A_reader_that_was_disposed_of_is_not_kept()
    {
        var live = new LiveNetwork<LiveNet>(new LiveNet(1));
        using LiveReader<LiveNet> kept = live.CreateReader();
        WeakReference gone = Leave(live);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(gone.IsAlive);
        GC.KeepAlive(live);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Leave(LiveNetwork<LiveNet> live)
        {
            LiveReader<LiveNet> reader = live.CreateReader();
            _ = reader.Current;
            reader.Dispose();
            return new WeakReference(reader);
        }
    }

    [Fact]
    public void Nothing_is_known_released_once_somebody_has_read_without_a_reader()
    {
        var live = new LiveNetwork<LiveNet>(new LiveNet(1));
        Assert.True(live.IsReleased);
        _ = live.Current;
        live.Swap(new LiveNet(2));
        Assert.Contains("read through CreateReader only", Assert.Throws<InvalidOperationException>(() => live.IsReleased).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_side_allocates()
    {
        var live = new LiveNetwork<LiveNet>(new LiveNet(1));
        using LiveReader<LiveNet> reader = live.CreateReader();
        var scores = new float[LiveNet.OutputSize];
        var spare = new LiveNet(2);
        void Once()
        {
            reader.Current.Forward(s_pixels, scores);
            if (live.IsReleased)
            {
                spare.Parameters[0]++;
                spare = live.Swap(spare);
            }

            reader.Current.Forward(s_pixels, scores);
            reader.Leave();
        }

        Once();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Once();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        _ = live.Current;
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            spare = live.Swap(spare);
            live.Current.Forward(s_pixels, scores);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

/// <summary>Large enough for a Forward to meet a writer half way.</summary>
[Network(inputs: 32, Loss = Loss.CategoricalCrossEntropy)]
[Dense(48, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class LiveNet;
