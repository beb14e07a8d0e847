using System.Collections.Concurrent;
using System.Diagnostics;

namespace CompiledNet.Tests.Threading;

/// <summary>The team is one for the process, so these tests run one after another, and beside nothing that measures memory.</summary>
[CollectionDefinition(nameof(ThreadTeamTests), DisableParallelization = true)]
public sealed class ThreadTeamTestsAlone;

[Collection(nameof(ThreadTeamTests))]
public sealed class ThreadTeamTests
{
    private const int MaxParts = 8;

    [Fact]
    public void Every_part_runs_once_and_is_over_when_Run_returns()
    {
        Span<int> runs = stackalloc int[MaxParts + 1];
        for (int round = 0; round < 2_000; round++)
        {
            for (int parts = 1; parts <= MaxParts; parts++)
            {
                runs.Clear();
                var work = new CountOnStack(runs);
                ThreadTeam.Run(ref work, parts);
                AssertOnceEach(runs, parts);
            }
        }
    }

    [Fact]
    public void The_callers_variable_is_the_one_that_the_parts_see()
    {
        var work = default(Sum);
        for (int round = 0; round < 1_000; round++)
        {
            ThreadTeam.Run(ref work, 3);
        }

        Assert.Equal(1_000 * (1 + 2 + 3), work.Total);
    }

    [Fact]
    public void Work_on_the_heap_may_be_moved_meanwhile()
    {
        // The work lies in an array, its spans point into another; both move while the parts run.
        for (int round = 0; round < 30; round++)
        {
            GC.Collect(0);
            Sum[] works = [new Sum { Collect = true }];
            int[] runs = new int[MaxParts];
            var count = new CountOnStack(runs) { Collect = true };
            ThreadTeam.Run(ref works[0], MaxParts);
            ThreadTeam.Run(ref count, MaxParts);
            Assert.Equal(MaxParts * (MaxParts + 1) / 2, works[0].Total);
            AssertOnceEach(runs, MaxParts);
        }
    }

    [Fact]
    public void Spans_of_the_caller_reach_every_part()
    {
        Span<double> output = stackalloc double[4];
        var work = new Scale { Factor = 3 };
        ThreadTeam.Run(ref work, [1f, 2f, 3f, 4f], output, 4);
        Assert.Equal([3, 6, 9, 12], output.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Run(ref work, default(ReadOnlySpan<float>), default(Span<double>), 0));
    }

    [Fact]
    public void Parts_are_done_by_more_than_one_thread()
    {
        // A part that waits for another is against the rules, but shows that there are two threads.
        if (Environment.ProcessorCount > 1)
        {
            var work = new Meeting { Met = new Barrier(2) };
            ThreadTeam.Run(ref work, 2);
        }
    }

    [Fact]
    public void A_part_may_have_parts_of_its_own()
    {
        int[] runs = new int[MaxParts * MaxParts];
        var work = new Nested { Runs = runs };
        for (int round = 0; round < 500; round++)
        {
            Array.Clear(runs);
            ThreadTeam.Run(ref work, MaxParts);
            AssertOnceEach(runs, runs.Length);
        }
    }

    [Fact]
    public void Many_callers_at_once()
    {
        int wrong = 0;
        var callers = Enumerable.Range(0, MaxParts).Select(caller => new Thread(() =>
        {
            int[] runs = new int[MaxParts];
            for (int round = 0; round < 10_000; round++)
            {
                int parts = 1 + ((round + caller) % MaxParts);
                Array.Clear(runs);
                var work = new CountOnStack(runs);
                ThreadTeam.Run(ref work, parts);
                if (runs.AsSpan(0, parts).ContainsAnyExcept(1) || runs.AsSpan(parts).ContainsAnyExcept(0))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 5, 2, 4 })]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    public void What_a_part_throws_comes_out_when_all_have_ended(int[] failing)
    {
        var work = new Failing { Runs = new int[MaxParts], Parts = failing };
        for (int round = 1; round <= 50; round++)
        {
            Array.Clear(work.Runs);
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(ref work, MaxParts));
            Assert.Equal($"part {failing.Min()}", thrown.Message);
            Assert.Contains(nameof(Failing), thrown.StackTrace, StringComparison.Ordinal);
            AssertOnceEach(work.Runs, MaxParts);
        }

        // And is forgotten.
        work.Parts = [];
        ThreadTeam.Run(ref work, MaxParts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void There_is_at_least_one_part(int parts)
    {
        var work = default(Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Run(ref work, parts));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_threads_exist()
    {
        int[] runs = new int[MaxParts];
        var work = new CountOnStack(runs);
        RunOften(ref work);

        // What anything else allocates (the test runner has threads too) does not come every time.
        long least = long.MaxValue;
        for (var time = Stopwatch.StartNew(); least > 0 && time.Elapsed < TimeSpan.FromSeconds(20);)
        {
            long before = GC.GetTotalAllocatedBytes(true);
            RunOften(ref work);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(true) - before);
        }

        Assert.Equal(0, least);

        static void RunOften(scoped ref CountOnStack work)
        {
            for (int round = 0; round < 10_000; round++)
            {
                ThreadTeam.Run(ref work, MaxParts);
            }
        }
    }

    [Fact]
    public void Threads_without_work_go_to_sleep_and_wake_again()
    {
        int[] runs = new int[MaxParts];
        for (int round = 0; round < 20; round++)
        {
            Array.Clear(runs);
            var work = new CountOnStack(runs);
            ThreadTeam.Run(ref work, MaxParts);
            AssertOnceEach(runs, MaxParts);
            Assert.True(SpinWait.SpinUntil(() => ThreadTeam.IsAsleep, TimeSpan.FromSeconds(60)));
        }
    }

    [Fact]
    public void There_are_never_more_threads_than_were_asked_for()
    {
        var work = default(Sum);
        for (int round = 0; round < 100; round++)
        {
            ThreadTeam.Run(ref work, MaxParts);
        }

        Assert.True(ThreadTeam.WorkerCount < MaxParts, $"{ThreadTeam.WorkerCount} threads");
    }

    [Fact]
    public void Threads_are_in_the_background_and_named()
    {
        var seen = new ConcurrentBag<Thread>();
        var work = new WhoAmI { Seen = seen };
        for (int round = 0; round < 1_000; round++)
        {
            ThreadTeam.Run(ref work, 3);
        }

        foreach (Thread thread in seen.Distinct().Where(thread => thread != Thread.CurrentThread))
        {
            Assert.True(thread.IsBackground);
            Assert.Matches("^CompiledNet worker [12]$", thread.Name);
        }
    }

    private static void AssertOnceEach(ReadOnlySpan<int> runs, int parts)
    {
        if (runs[..parts].ContainsAnyExcept(1) || runs[parts..].ContainsAnyExcept(0))
        {
            Assert.Fail($"{parts} parts ran {string.Join(' ', runs.ToArray())} times");
        }
    }

    private readonly ref struct CountOnStack(Span<int> runs) : ITeamWork
    {
        private readonly Span<int> _runs = runs;

        public bool Collect { get; init; }

        public void Run(int part, int parts)
        {
            if (Collect && part % 3 == 0)
            {
                GC.Collect(0);
            }

            Interlocked.Increment(ref _runs[part]);
        }
    }

    private struct Sum : ITeamWork
    {
        private int _total;

        public readonly int Total => _total;

        public bool Collect { get; set; }

        public void Run(int part, int parts)
        {
            if (Collect && part % 3 == 0)
            {
                GC.Collect(0);
            }

            Interlocked.Add(ref _total, part + 1);
        }
    }

    private struct Scale : ITeamWork<float, double>
    {
        public double Factor { get; set; }

        public readonly void Run(ReadOnlySpan<float> input, Span<double> output, int part, int parts) =>
            output[part] = Factor * input[part];
    }

    private struct Meeting : ITeamWork
    {
        public Barrier Met { get; set; }

        public readonly void Run(int part, int parts) => Assert.True(Met.SignalAndWait(TimeSpan.FromSeconds(60)));
    }

    private struct Nested : ITeamWork
    {
        public int[] Runs { get; set; }

        public readonly void Run(int part, int parts)
        {
            var inner = new CountOnStack(Runs.AsSpan(part * parts, parts));
            ThreadTeam.Run(ref inner, parts);
        }
    }

    private struct Failing : ITeamWork
    {
        public int[] Runs { get; set; }

        public int[] Parts { get; set; }

        public readonly void Run(int part, int parts)
        {
            Interlocked.Increment(ref Runs[part]);
            if (Array.IndexOf(Parts, part) >= 0)
            {
                throw new InvalidOperationException($"part {part}");
            }
        }
    }

    private struct WhoAmI : ITeamWork
    {
        public ConcurrentBag<Thread> Seen { get; set; }

        public readonly void Run(int part, int parts) => Seen.Add(Thread.CurrentThread);
    }
}
