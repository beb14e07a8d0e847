namespace CompiledNet.Generated;

/// <summary>
/// ln(1 + x) and e^x − 1 that stay accurate near 0, where the sum or the difference would round away what matters. (.NET's own
/// <c>LogP1</c> and <c>ExpM1</c> compute just that sum and difference.)
/// </summary>
internal static class Elementary
{
    /// <summary>
    /// ln(1 + x). The rounded sum u is not 1 + x, but ln varies so little between them that ln u · x / (u − 1) makes good the
    /// difference (Kahan; Goldberg, "What Every Computer Scientist Should Know About Floating-Point Arithmetic", 1991, theorem 4).
    /// </summary>
    /// <param name="x">Any number; below −1 the result is NaN.</param>
    /// <returns>ln(1 + x).</returns>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        if (u == 1)
        {
            return x;
        }

        return double.IsPositiveInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x − 1, by the same thought: with u the rounded e^x, (u − 1) · x / ln u (Kahan; Higham, 2002, section 1.14.1).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>e^x − 1.</returns>
    public static double ExpMinusOne(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        // Away from 0 nothing that matters is lost, and e^x may be 0 or infinite.
        return Math.Abs(x) > 1 ? u - 1 : (u - 1) * (x / Math.Log(u));
    }
}
