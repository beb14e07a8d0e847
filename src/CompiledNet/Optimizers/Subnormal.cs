using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Numbers too small for the full precision of their type. Processors take several times as long for them, and an average that only
/// decays, m ← 0.9 m, ends there: rounding brings it back to the same number, so that it never becomes 0.
/// </summary>
internal static class Subnormal
{
    /// <summary>
    /// How often optimizers look for them. In the loop of Adam the comparisons would cost a third of its time at every step; a number that
    /// is set to 0 a few steps late costs nothing that can be measured.
    /// </summary>
    public const int StepsBetween = 64;

    /// <summary>The least ε beside which the root of such a number does not count. With a smaller one they are left as they are.</summary>
    /// <typeparam name="T">The number type, float or double.</typeparam>
    /// <returns>ε.</returns>
    public static double LeastEpsilon<T>() => typeof(T) == typeof(float) ? 1e-11 : 1e-137;

    /// <summary>Sets them to 0; NaN stays.</summary>
    /// <typeparam name="T">The number type, float or double.</typeparam>
    /// <param name="values">The numbers.</param>
    public static void Clear<T>(Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementLoop.Run(default(ClearRule<T>), values);

    private readonly struct ClearRule<T> : IElementRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private static double SmallestNormal => Unsafe.SizeOf<T>() == sizeof(float) ? 1.1754943508222875e-38 : 2.2250738585072014e-308;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector values)
            where TVector : struct, ISimd<TVector, T> =>
            TVector.WhereGreater(TVector.Number(SmallestNormal), TVector.Abs(values), TVector.Zero, values);
    }
}
