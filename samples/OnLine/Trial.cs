using System.Diagnostics;

namespace OnLine;

/// <summary>One seed: the pole before learning, while the controller learns, and after.</summary>
internal sealed class Trial
{
    /// <summary>For how many steps the pole is to stand: ten seconds.</summary>
    public const int Length = 10_000;

    private readonly Motion[] _before = new Motion[Length];
    private readonly Motion[] _while;
    private readonly Motion[] _after = new Motion[Length];

    /// <summary>Runs it.</summary>
    /// <param name="seed">Determines the first weights, starts, pushes and noise.</param>
    /// <param name="steps">For how many steps the controller learns.</param>
    public Trial(int seed, int steps)
    {
        Seed = seed;
        _while = new Motion[Math.Min(steps, Length)];
        var controller = new LearningController(seed);

        // The same start, pushes and noise before and after, and others to learn from.
        StoodBefore = new Experiment(controller, new Chance(~seed)).Run(_before);
        var experiment = new Experiment(controller, new Chance(seed));
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        (Falls, LastFall) = experiment.Learn(steps, _while);
        TimeOfStep = Stopwatch.GetElapsedTime(start) / steps;
        BytesAllocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        StoodAfter = new Experiment(controller, new Chance(~seed)).Run(_after);
    }

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>For how many steps the pole stood when the network had learned nothing.</summary>
    public int StoodBefore { get; }

    /// <summary>How often it fell while the network learned.</summary>
    public int Falls { get; }

    /// <summary>At which step it fell for the last time.</summary>
    public int LastFall { get; }

    /// <summary>For how many steps it stood when the network had learned and learned no more.</summary>
    public int StoodAfter { get; }

    /// <summary>Whether it stood to the end.</summary>
    public bool IsHeld => StoodAfter == Length;

    /// <summary>What the steps of learning allocated.</summary>
    public long BytesAllocated { get; }

    /// <summary>How long one of them took, the simulation of cart and pole included.</summary>
    public TimeSpan TimeOfStep { get; }

    /// <summary>Where cart and pole were before learning, until the fall.</summary>
    public ReadOnlySpan<Motion> Before => _before.AsSpan(0, Math.Min(StoodBefore + 1, Length));

    /// <summary>Where they were in the first ten seconds of learning.</summary>
    public ReadOnlySpan<Motion> While => _while;

    /// <summary>Where they were after learning.</summary>
    public ReadOnlySpan<Motion> After => _after.AsSpan(0, Math.Min(StoodAfter + 1, Length));
}
