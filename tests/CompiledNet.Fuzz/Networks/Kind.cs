namespace CompiledNet.Fuzz;

/// <summary>The kinds of test that a network goes through. A fault that two of them see will not slip through when one has a hole.</summary>
internal enum Kind
{
    /// <summary>Sizes, counts, padding, shapes.</summary>
    Contract,

    /// <summary>The initial parameters lie where the initializers put them.</summary>
    Initialization,

    /// <summary>Outputs, loss and gradients against the naive reference.</summary>
    Reference,

    /// <summary>Gradients against the network's own loss, moved a little this way and that.</summary>
    NumericGradient,

    /// <summary>A batch of n is n single samples.</summary>
    Singles,

    /// <summary>Permuted samples give the same mean gradient.</summary>
    SampleOrder,

    /// <summary>Accumulating twice is twice.</summary>
    Accumulation,

    /// <summary>A second Backward gives the same bits.</summary>
    Repetition,

    /// <summary>Any number of threads gives the same bits.</summary>
    Threads,

    /// <summary>A stream gives the bits of a whole sequence.</summary>
    Stream,

    /// <summary>Windows that carry their state.</summary>
    Carry,

    /// <summary>The masks of dropouts.</summary>
    Mask,

    /// <summary>Permuted units of a hidden layer change nothing but the order.</summary>
    UnitOrder,

    /// <summary>The same network without kernels, in the same process.</summary>
    Twin,

    /// <summary>Ten optimizer steps.</summary>
    Optimizer,

    /// <summary>Something threw.</summary>
    Exception,
}

/// <summary>What one kind of test found.</summary>
internal sealed record Failure(Kind Kind, string What);

/// <summary>What was looked at, so that a run which compares nothing is noticed.</summary>
internal sealed class Tally
{
    private long _compared;
    private long _illConditioned;

    /// <summary>Tensors that were compared.</summary>
    public long Compared => Interlocked.Read(ref _compared);

    /// <summary>Tensors that rounding alone moves too far for a comparison to say anything, or that are not finite.</summary>
    public long IllConditioned => Interlocked.Read(ref _illConditioned);

    public void AddCompared() => Interlocked.Increment(ref _compared);

    public void AddIllConditioned() => Interlocked.Increment(ref _illConditioned);
}
