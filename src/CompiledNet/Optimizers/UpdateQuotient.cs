using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>How a rule divides by the size of the gradients, √v + ε.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IUpdateQuotient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>−a / d.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="a">The dividend.</param>
    /// <param name="d">The divisor, not negative.</param>
    /// <returns>The negative quotient.</returns>
    static abstract TVector Negative<TVector>(TVector a, TVector d)
        where TVector : struct, ISimd<TVector, T>;
}

/// <summary>
/// Divides as IEEE 754 says, and gives 0 where the divisor is 0 (ε = 0 and no gradient yet), so that the parameter stays where it is.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct ExactQuotient<T> : IUpdateQuotient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Negative<TVector>(TVector a, TVector d)
        where TVector : struct, ISimd<TVector, T> => TVector.WhereNotPositive(d, TVector.Zero, -(a / d));
}

/// <summary>
/// The quotient to within a unit of the last place, for divisors √v + ε with an ε of 2⁻¹⁰⁰ to 2⁹⁹ and any v of the type; by ∞ it is 0.
/// </summary>
/// <remarks>
/// A processor divides and takes roots in one unit, some lanes at a time, and a rule that does both waits for it: Adam on 512-bit registers
/// takes a tenth less time with this. R ≈ −1/d comes from a guess, 5.1 % off, by one step of third order, e = 1 + d R, R ← R (1 + e + e²),
/// which leaves e³ = 1.3e-4 (two in double precision: 2.3e-12); the remainder of a R then squares that (Markstein, "Computation of
/// Elementary Functions on the IBM RISC System/6000 Processor", 1990).
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct NewtonQuotient<T> : IUpdateQuotient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // 2⁻¹⁰⁰: from here on no step of it overflows.
    private const double SmallestEpsilon = 7.888609052210118e-31;

    private const double LargestEpsilon = 0.5 / SmallestEpsilon;

    // Above every finite √v + ε, 2⁶⁴ or 2⁵¹² + ε, and so small that its reciprocal is not subnormal.
    private static double LargestDivisor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 2 * LargestEpsilon : 4.149515568880993e180;
    }

    /// <summary>Whether √v + ε is within its range for every v.</summary>
    /// <param name="epsilon">ε.</param>
    /// <returns>Whether it is; else <see cref="ExactQuotient{T}"/> is to be used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Suits(double epsilon) => epsilon is >= SmallestEpsilon and <= LargestEpsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Negative<TVector>(TVector a, TVector d)
        where TVector : struct, ISimd<TVector, T>
    {
        // v overflows where g² does, at 1.8e19 or 1.3e154. As PyTorch does, the parameter then stays where it is: a / ∞ is 0, NaN if a is infinite too.
        TVector largest = TVector.Number(LargestDivisor);
        TVector size = d;
        d = TVector.AtMost(largest, d);
        TVector reciprocal = Improve(TVector.NegativeReciprocalGuess(d), d);
        if (typeof(T) == typeof(double))
        {
            reciprocal = Improve(reciprocal, d);
        }

        reciprocal = TVector.WhereGreater(size, largest, TVector.Zero, reciprocal);
        TVector quotient = a * reciprocal;
        return TVector.Fma(TVector.Fma(d, quotient, a), reciprocal, quotient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Improve<TVector>(TVector reciprocal, TVector d)
        where TVector : struct, ISimd<TVector, T>
    {
        TVector e = TVector.Fma(d, reciprocal, TVector.Number(1));
        return TVector.Fma(reciprocal, TVector.Fma(e, e, e), reciprocal);
    }
}
