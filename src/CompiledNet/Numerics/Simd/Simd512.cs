using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>A register of 512 bits.</summary>
/// <typeparam name="T">The lane type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd512<T> : ISimd<Simd512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _lanes;

    /// <summary>Wraps the runtime's vector.</summary>
    /// <param name="lanes">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd512(Vector512<T> lanes) => _lanes = lanes;

    /// <summary>The runtime's vector.</summary>
    public Vector512<T> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    /// <inheritdoc/>
    public static bool HasManyRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static Simd512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) =>
        new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Number(double value) => Unsafe.SizeOf<T>() == sizeof(float) ? NumberSingle(value) : NumberDouble(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source, nint index) =>
        new(Vector512.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> value, ref T destination, nint index) =>
        value._lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Fma(Simd512<T> a, Simd512<T> b, Simd512<T> c) =>
        Unsafe.SizeOf<T>() == sizeof(float)
            ? new(Unsafe.BitCast<Vector512<float>, Vector512<T>>(Vector512.FusedMultiplyAdd(Unsafe.BitCast<Vector512<T>, Vector512<float>>(a._lanes), Unsafe.BitCast<Vector512<T>, Vector512<float>>(b._lanes), Unsafe.BitCast<Vector512<T>, Vector512<float>>(c._lanes))))
            : new(Unsafe.BitCast<Vector512<double>, Vector512<T>>(Vector512.FusedMultiplyAdd(Unsafe.BitCast<Vector512<T>, Vector512<double>>(a._lanes), Unsafe.BitCast<Vector512<T>, Vector512<double>>(b._lanes), Unsafe.BitCast<Vector512<T>, Vector512<double>>(c._lanes))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Simd512<T> sum, Simd512<T> a, Simd512<T> b) => sum = Fma(a, b, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Line(double c0, double c1, Simd512<T> x) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? LineSingle(c0, c1, x) : LineDouble(c0, c1, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> a, Simd512<T> b) =>
        new(a._lanes + b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a, Simd512<T> b) =>
        new(a._lanes - b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a) =>
        new(-a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> a, Simd512<T> b) =>
        new(a._lanes * b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> a, Simd512<T> b) =>
        new(a._lanes / b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator &(Simd512<T> a, Simd512<T> b) =>
        new(a._lanes & b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> a) =>
        new(Vector512.Sqrt(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> a) =>
        new(Vector512.Abs(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> CopySign(Simd512<T> size, Simd512<T> sign) =>
        new(Vector512.CopySign(size._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> AtLeast(Simd512<T> low, Simd512<T> a) =>
        new(Vector512.MaxNative(low._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> AtMost(Simd512<T> high, Simd512<T> a) =>
        new(Vector512.MinNative(high._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WhereGreater(Simd512<T> a, Simd512<T> b, Simd512<T> yes, Simd512<T> no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._lanes, b._lanes), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WhereNotPositive(Simd512<T> a, Simd512<T> yes, Simd512<T> no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a._lanes, Vector512<T>.Zero), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Where(Simd512<T> mask, Simd512<T> yes, Simd512<T> no) =>
        new(Vector512.ConditionalSelect(mask._lanes, yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Simd512<T> value, ref T destination, nint index, int count) =>
        PartialStore.Store(value._lanes, ref Unsafe.Add(ref destination, index), count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LoadFirst(ref readonly T source, nint index, int count) =>
        new(PartialLoad.Load512(ref Unsafe.Add(ref Unsafe.AsRef(in source), index), count));

    // The compiler's own bridges to the methods of these names would be left to the JIT.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512<T> ISimd<Simd512<T>, T>.Load(ref readonly T source, nint index) => Load(in source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512<T> ISimd<Simd512<T>, T>.LoadFirst(ref readonly T source, nint index, int count) => LoadFirst(in source, index, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Unsafe.BitCast<Vector512<int>, Vector512<T>>(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count))))
            : new(Unsafe.BitCast<Vector512<long>, Vector512<T>>(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd512<T> a) => Reduction.Sum(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Simd512<T> a) => Reduction.Largest(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Scale(Simd512<T> a, Simd512<T> n) =>
        !Avx512F.IsSupported ? ScaleInTwo(a, n) : Unsafe.SizeOf<T>() == sizeof(float) ? ScaleSingle(a, n) : ScaleDouble(a, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Exponent(Simd512<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ExponentSingle(a) : ExponentDouble(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> NegativeReciprocalGuess(Simd512<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? GuessSingle(a) : GuessDouble(a);

    private static double IntegerBorder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<T>() == sizeof(float) ? 1.5 * (1 << 23) : 1.5 * (1L << 52);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> NumberSingle(double value) =>
        new(Unsafe.BitCast<Vector512<float>, Vector512<T>>(Vector512.Create((float)value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> NumberDouble(double value) =>
        new(Unsafe.BitCast<Vector512<double>, Vector512<T>>(Vector512.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> LineSingle(double c0, double c1, Simd512<T> x) =>
        new(Unsafe.BitCast<Vector512<float>, Vector512<T>>(Vector512.FusedMultiplyAdd(Vector512.Create((float)c1), Unsafe.BitCast<Vector512<T>, Vector512<float>>(x._lanes), Vector512.Create((float)c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> LineDouble(double c0, double c1, Simd512<T> x) =>
        new(Unsafe.BitCast<Vector512<double>, Vector512<T>>(Vector512.FusedMultiplyAdd(Vector512.Create(c1), Unsafe.BitCast<Vector512<T>, Vector512<double>>(x._lanes), Vector512.Create(c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> ScaleSingle(Simd512<T> a, Simd512<T> n) =>
        new(Unsafe.BitCast<Vector512<float>, Vector512<T>>(Avx512F.Scale(Unsafe.BitCast<Vector512<T>, Vector512<float>>(a._lanes), Unsafe.BitCast<Vector512<T>, Vector512<float>>(n._lanes))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> ScaleDouble(Simd512<T> a, Simd512<T> n) =>
        new(Unsafe.BitCast<Vector512<double>, Vector512<T>>(Avx512F.Scale(Unsafe.BitCast<Vector512<T>, Vector512<double>>(a._lanes), Unsafe.BitCast<Vector512<T>, Vector512<double>>(n._lanes))));

    // In two factors, neither of which is subnormal or infinite. The sum with the border has the rounded half in its last bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> ScaleInTwo(Simd512<T> a, Simd512<T> n)
    {
        Simd512<T> border = Number(IntegerBorder);
        Simd512<T> half = Fma(n, Number(0.5), border);
        return a * PowerOfTwo(half) * PowerOfTwo(n - (half - border) + border);
    }

    // 2ⁿ from n + 1.5 · 2^(bits of the significand), whose last bits are those of n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> PowerOfTwo(Simd512<T> n) => Unsafe.SizeOf<T>() == sizeof(float)
        ? new(Unsafe.BitCast<Vector512<int>, Vector512<T>>((Unsafe.BitCast<Vector512<T>, Vector512<int>>(n._lanes) + Vector512.Create(127)) << 23))
        : new(Unsafe.BitCast<Vector512<long>, Vector512<T>>((Unsafe.BitCast<Vector512<T>, Vector512<long>>(n._lanes) + Vector512.Create(1023L)) << 52));

    // From the bits: with those of 1/√½ more, the exponent goes up at √2. As the last bits of 1.5 · 2^(bits of the significand) it is a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> ExponentSingle(Simd512<T> a) =>
        new(Unsafe.BitCast<Vector512<uint>, Vector512<T>>(((Unsafe.BitCast<Vector512<T>, Vector512<uint>>(a._lanes) + Vector512.Create(0x4AFB0Du)) >> 23) + Vector512.Create(0x4B400000u)) - Unsafe.BitCast<Vector512<float>, Vector512<T>>(Vector512.Create((1.5f * (1 << 23)) + 127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> ExponentDouble(Simd512<T> a) =>
        new(Unsafe.BitCast<Vector512<ulong>, Vector512<T>>(((Unsafe.BitCast<Vector512<T>, Vector512<ulong>>(a._lanes) + Vector512.Create(0x95F619980C433ul)) >> 52) + Vector512.Create(0x4338000000000000ul)) - Unsafe.BitCast<Vector512<double>, Vector512<T>>(Vector512.Create((1.5 * (1L << 52)) + 1023)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> GuessSingle(Simd512<T> a) =>
        new(Unsafe.BitCast<Vector512<uint>, Vector512<T>>(~Unsafe.BitCast<Vector512<T>, Vector512<uint>>(a._lanes) + Vector512.Create(0xFEF311C8u)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> GuessDouble(Simd512<T> a) =>
        new(Unsafe.BitCast<Vector512<ulong>, Vector512<T>>(~Unsafe.BitCast<Vector512<T>, Vector512<ulong>>(a._lanes) + Vector512.Create(0xFFDE6238E0000001ul)));
}
