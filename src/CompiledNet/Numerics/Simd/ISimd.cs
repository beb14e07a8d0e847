using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>
/// A vector register as generated kernels see it: a kernel is written once, over any width, and the JIT compiles it for the widest that
/// the hardware has. Implemented by <see cref="Simd512{T}"/>, <see cref="Simd256{T}"/> and <see cref="Simd128{T}"/>. For generated code.
/// </summary>
/// <remarks>
/// Every operation rounds each lane as IEEE 754 says, so that a result does not depend on the width; only <see cref="Fma"/> rounds once
/// where the hardware can and twice where it cannot. The three widths are alike to the letter but for the runtime's types, which share no
/// public interface.
/// The inliner charges a method for all of its text, also for branches that it drops, and stops when a caller has used up its budget; the
/// next operation is then a call, forty times as slow. So each operation is as short as can be, and what is for one lane type alone
/// is a method of its own.
/// What the JIT knows before it reads a branch (the size of a type, whether there is hardware for a width) costs nothing on the way not taken, and a
/// property that it must inline first costs all of it. So the lane type is asked by its size. And a generic method of <c>Vector256</c>, which has hundreds,
/// is searched for by name at every call that the JIT meets, so that lanes are taken as another type by <c>Unsafe.BitCast</c>, not by <c>AsSingle</c>.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The lane type, <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether the hardware has registers of this width.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Whether there are 32 registers of this width, else 16: how large a tile may be.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes one value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Create(T value);

    /// <summary>All lanes the number of type T nearest to a constant.</summary>
    /// <param name="value">The constant.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Number(double value);

    /// <summary>Loads <see cref="Count"/> numbers.</summary>
    /// <param name="source">Where index 0 lies.</param>
    /// <param name="index">Index of the first number.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Load(ref readonly T source, nint index);

    /// <summary>Stores <see cref="Count"/> numbers.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="destination">Where index 0 lies.</param>
    /// <param name="index">Index of the first number.</param>
    static abstract void Store(TSelf value, ref T destination, nint index);

    /// <summary>a · b + c.</summary>
    /// <param name="a">A factor.</param>
    /// <param name="b">A factor.</param>
    /// <param name="c">A summand.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// sum ← a · b + sum, as <see cref="Fma"/> has it. So the JIT sees that the sum stays in its register; of <see cref="Fma"/> it may write over a factor, and
    /// copy.
    /// </summary>
    /// <param name="sum">The sum.</param>
    /// <param name="a">A factor.</param>
    /// <param name="b">A factor.</param>
    static abstract void AddProduct(ref TSelf sum, TSelf a, TSelf b);

    /// <summary>c0 + c1 · x with constants, as <see cref="Fma"/> has it.</summary>
    /// <param name="c0">The constant term.</param>
    /// <param name="c1">The factor.</param>
    /// <param name="x">The variable.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf Line(double c0, double c1, TSelf x);

    /// <summary>a + b.</summary>
    /// <param name="a">A summand.</param>
    /// <param name="b">A summand.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    /// <param name="a">The minuend.</param>
    /// <param name="b">The subtrahend.</param>
    /// <returns>The difference.</returns>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    /// <param name="a">A vector.</param>
    /// <returns>The same with the other sign, also of 0.</returns>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a · b.</summary>
    /// <param name="a">A factor.</param>
    /// <param name="b">A factor.</param>
    /// <returns>The product.</returns>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    /// <returns>The quotient.</returns>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>The bits that both have: with a mask of ones or zeros in each lane, the lanes that it keeps.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector.</param>
    /// <returns>The bits.</returns>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>√a.</summary>
    /// <param name="a">The radicand.</param>
    /// <returns>The root.</returns>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>|a|.</summary>
    /// <param name="a">A vector.</param>
    /// <returns>The same without its sign.</returns>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The size of one vector with the sign of another.</summary>
    /// <param name="size">The one.</param>
    /// <param name="sign">The other.</param>
    /// <returns>±|size|.</returns>
    static abstract TSelf CopySign(TSelf size, TSelf sign);

    /// <summary>The larger of low and a, a where it is NaN.</summary>
    /// <param name="low">The least result, not NaN.</param>
    /// <param name="a">The vector.</param>
    /// <returns>The vector, not below low.</returns>
    static abstract TSelf AtLeast(TSelf low, TSelf a);

    /// <summary>The smaller of high and a, a where it is NaN.</summary>
    /// <param name="high">The greatest result, not NaN.</param>
    /// <param name="a">The vector.</param>
    /// <returns>The vector, not above high.</returns>
    static abstract TSelf AtMost(TSelf high, TSelf a);

    /// <summary>Where a is greater than b (never where one is NaN), yes, elsewhere no.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector.</param>
    /// <param name="yes">The lanes where it is.</param>
    /// <param name="no">The lanes where it is not.</param>
    /// <returns>The choice.</returns>
    static abstract TSelf WhereGreater(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>Where a is 0 or less, yes; elsewhere, also where it is NaN, no.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="yes">The lanes where it is.</param>
    /// <param name="no">The lanes where it is not.</param>
    /// <returns>The choice.</returns>
    static abstract TSelf WhereNotPositive(TSelf a, TSelf yes, TSelf no);

    /// <summary>Chooses bit by bit.</summary>
    /// <param name="mask">A mask of ones or zeros in each lane, such as <see cref="FirstLanes"/> gives.</param>
    /// <param name="yes">The lanes where it is ones.</param>
    /// <param name="no">The lanes where it is zeros.</param>
    /// <returns>The choice.</returns>
    static abstract TSelf Where(TSelf mask, TSelf yes, TSelf no);

    /// <summary>Stores the first lanes, and nothing after them.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="destination">Where index 0 lies.</param>
    /// <param name="index">Index of the first number.</param>
    /// <param name="count">How many, 1 to <see cref="Count"/>.</param>
    static abstract void StoreFirst(TSelf value, ref T destination, nint index, int count);

    /// <summary>Loads the first lanes, 0 in the others, and reads nothing after them.</summary>
    /// <param name="source">Where index 0 lies.</param>
    /// <param name="index">Index of the first number.</param>
    /// <param name="count">How many, 1 to <see cref="Count"/>.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf LoadFirst(ref readonly T source, nint index, int count);

    /// <summary>A mask of ones in the first lanes.</summary>
    /// <param name="count">How many; none if it is negative, all if it is <see cref="Count"/> or more.</param>
    /// <returns>The mask.</returns>
    static abstract TSelf FirstLanes(int count);

    /// <summary>The sum of all lanes, the upper half added to the lower until one is left.</summary>
    /// <param name="a">A vector.</param>
    /// <returns>The sum.</returns>
    static abstract T Sum(TSelf a);

    /// <summary>The largest lane; NaN or another number if one is NaN.</summary>
    /// <param name="a">A vector.</param>
    /// <returns>The largest.</returns>
    static abstract T Largest(TSelf a);

    /// <summary>a · 2ⁿ, rounded once, also where the result is subnormal or infinite.</summary>
    /// <param name="a">A vector, its numbers such that a · 2^(n/2) is not subnormal where n is not 0, or NaN.</param>
    /// <param name="n">Whole numbers, from −252 to 254 for float and −2,044 to 2,046 for double, or NaN where a is.</param>
    /// <returns>The product.</returns>
    static abstract TSelf Scale(TSelf a, TSelf n);

    /// <summary>The whole number n for which a · 2⁻ⁿ lies between √½ and √2.</summary>
    /// <param name="a">A vector, its numbers positive and not subnormal; for others the result means nothing.</param>
    /// <returns>n, from −126 to 128 for float and −1,022 to 1,024 for double.</returns>
    static abstract TSelf Exponent(TSelf a);

    /// <summary>
    /// A guess at −1 / a to begin Newton's method with: the bits of a, subtracted from a constant, which negates the exponent and falls with the
    /// significand as a line (Blinn, "Floating-Point Tricks", 1997).
    /// </summary>
    /// <param name="a">A vector, its numbers positive and not subnormal; for others the result means nothing.</param>
    /// <returns>The guess, at most 5.1 % off.</returns>
    static abstract TSelf NegativeReciprocalGuess(TSelf a);
}
