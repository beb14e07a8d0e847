using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>A register of one number: for what is left over after whole registers, and where the hardware has none.</summary>
/// <typeparam name="T">The lane type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SimdScalar<T> : ISimd<SimdScalar<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _lane;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SimdScalar(T lane) => _lane = lane;

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static bool HasManyRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static SimdScalar<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Create(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Number(double value) => new(OfDouble(value));

    /// <summary>The number of type T nearest to a number: <c>T.CreateTruncating</c> without the dozen conversions that the JIT reads before it drops them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T OfDouble(double value) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Load(ref readonly T source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar<T> value, ref T destination, nint index) => Unsafe.Add(ref destination, index) = value._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Fma(SimdScalar<T> a, SimdScalar<T> b, SimdScalar<T> c) => Simd128<T>.HasFma
        ? new(T.FusedMultiplyAdd(a._lane, b._lane, c._lane))
        : new((a._lane * b._lane) + c._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref SimdScalar<T> sum, SimdScalar<T> a, SimdScalar<T> b) => sum = Fma(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Line(double c0, double c1, SimdScalar<T> x) => Fma(Number(c1), x, Number(c0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator +(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane + b._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane - b._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> a) => new(-a._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator *(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane * b._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator /(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane / b._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator &(SimdScalar<T> a, SimdScalar<T> b) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<uint, T>(Unsafe.BitCast<T, uint>(a._lane) & Unsafe.BitCast<T, uint>(b._lane)))
        : new(Unsafe.BitCast<ulong, T>(Unsafe.BitCast<T, ulong>(a._lane) & Unsafe.BitCast<T, ulong>(b._lane)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Sqrt(SimdScalar<T> a) => new(T.Sqrt(a._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Abs(SimdScalar<T> a) => new(T.Abs(a._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> CopySign(SimdScalar<T> size, SimdScalar<T> sign) => new(T.CopySign(size._lane, sign._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> AtLeast(SimdScalar<T> low, SimdScalar<T> a) => a._lane < low._lane ? low : a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> AtMost(SimdScalar<T> high, SimdScalar<T> a) => a._lane > high._lane ? high : a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> WhereGreater(SimdScalar<T> a, SimdScalar<T> b, SimdScalar<T> yes, SimdScalar<T> no) =>
        a._lane > b._lane ? yes : no;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> WhereNotPositive(SimdScalar<T> a, SimdScalar<T> yes, SimdScalar<T> no) =>
        a._lane <= T.Zero ? yes : no;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Where(SimdScalar<T> mask, SimdScalar<T> yes, SimdScalar<T> no) =>
        EqualityComparer<T>.Default.Equals(mask._lane, T.Zero) ? no : yes;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(SimdScalar<T> value, ref T destination, nint index, int count) => Store(value, ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> LoadFirst(ref readonly T source, nint index, int count) => Load(in source, index);

    // The compiler's own bridges to the methods of these names would be left to the JIT.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar<T> ISimd<SimdScalar<T>, T>.Load(ref readonly T source, nint index) => Load(in source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar<T> ISimd<SimdScalar<T>, T>.LoadFirst(ref readonly T source, nint index, int count) => LoadFirst(in source, index, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> FirstLanes(int count) => count <= 0 ? default
        : typeof(T) == typeof(float) ? new(Unsafe.BitCast<uint, T>(uint.MaxValue))
        : new(Unsafe.BitCast<ulong, T>(ulong.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(SimdScalar<T> a) => a._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(SimdScalar<T> a) => a._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Scale(SimdScalar<T> a, SimdScalar<T> n)
    {
        // As in the vectors: two factors, neither of which is subnormal or infinite.
        SimdScalar<T> border = Number(IntegerBorder);
        SimdScalar<T> half = Fma(n, Number(0.5), border);
        return a * PowerOfTwo(half) * PowerOfTwo(n - (half - border) + border);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Exponent(SimdScalar<T> a) => typeof(T) == typeof(float)
        ? Number((int)((Unsafe.BitCast<T, uint>(a._lane) + 0x4AFB0D) >> 23) - 127)
        : Number((long)((Unsafe.BitCast<T, ulong>(a._lane) + 0x95F619980C433) >> 52) - 1023);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> NegativeReciprocalGuess(SimdScalar<T> a) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<uint, T>(0xFEF311C7u - Unsafe.BitCast<T, uint>(a._lane)))
        : new(Unsafe.BitCast<ulong, T>(0xFFDE6238E0000000ul - Unsafe.BitCast<T, ulong>(a._lane)));

    private static double IntegerBorder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 1.5 * (1 << 23) : 1.5 * (1L << 52);
    }

    // 2ⁿ from n + 1.5 · 2^(bits of the significand), whose last bits are those of n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar<T> PowerOfTwo(SimdScalar<T> n) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>((Unsafe.BitCast<T, int>(n._lane) + 127) << 23))
        : new(Unsafe.BitCast<long, T>((Unsafe.BitCast<T, long>(n._lane) + 1023) << 52));
}
