namespace CompiledNet.Fuzz.Accuracy;

/// <summary>The largest error of a function over the floats.</summary>
/// <param name="Error">In units of the last place of the exact value.</param>
/// <param name="Argument">Where it occurs.</param>
internal readonly record struct Worst(double Error, float Argument)
{
    public Worst Or(Worst other) => other.Error > Error ? other : this;
}

/// <summary>Holds a function against the exact one over all floats, or every so-manieth.</summary>
internal static class AccuracyRun
{
    private const int ChunkLength = 1 << 14;

    /// <summary>Runs over the floats whose bits are multiples of a step.</summary>
    public static Worst Run(Subject subject, long step)
    {
        long count = ((1L << 32) + step - 1) / step;
        long chunks = (count + ChunkLength - 1) / ChunkLength;
        var worst = new Worst(0, 0);
        object gate = new();
        Parallel.For(
            0,
            chunks,
            () => (Worst: new Worst(0, 0), X: new float[ChunkLength], Y: new float[ChunkLength]),
            (chunk, _, local) => local with { Worst = local.Worst.Or(RunChunk(subject, chunk * ChunkLength, step, count, local.X, local.Y)) },
            local =>
            {
                lock (gate)
                {
                    worst = worst.Or(local.Worst);
                }
            });
        return worst;
    }

    private static Worst RunChunk(Subject subject, long start, long step, long count, float[] x, float[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = BitConverter.UInt32BitsToSingle((uint)(Math.Min(start + i, count - 1) * step));
        }

        subject.Function(x, y);
        var worst = new Worst(0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            if (subject.Counts(x[i]))
            {
                worst = worst.Or(new Worst(Error(subject.Exact(x[i]), y[i], subject.Slack(x[i])), x[i]));
            }
        }

        return worst;
    }

    private static double Error(double exact, float actual, double slack)
    {
        var rounded = (float)exact;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual))
        {
            // The last unit before ∞ is granted: there the error is one of rounding.
            bool isRight = rounded.Equals(actual)
                || (float.IsInfinity(actual) && Math.Abs(exact) > float.MaxValue * (1 - 1e-6) && Math.Sign(actual) == Math.Sign(exact))
                || (float.IsInfinity(rounded) && Math.Abs(actual) > float.MaxValue * (1 - 1e-6f) && Math.Sign(actual) == Math.Sign(exact));
            return isRight ? 0 : double.PositiveInfinity;
        }

        double unit = exact == 0 ? float.Epsilon : Math.Max(Math.ScaleB(1, Math.ILogB(exact) - 23), float.Epsilon);
        return Math.Max(Math.Abs(actual - exact) - slack, 0) / unit;
    }
}
