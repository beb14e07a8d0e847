using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>A register of 256 bits.</summary>
/// <typeparam name="T">The lane type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd256<T> : ISimd<Simd256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _lanes;

    /// <summary>Wraps the runtime's vector.</summary>
    /// <param name="lanes">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd256(Vector256<T> lanes) => _lanes = lanes;

    /// <summary>The runtime's vector.</summary>
    public Vector256<T> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
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
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static Simd256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Create(T value) =>
        new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Number(double value) => Unsafe.SizeOf<T>() == sizeof(float) ? NumberSingle(value) : NumberDouble(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source, nint index) =>
        new(Vector256.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> value, ref T destination, nint index) =>
        value._lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Fma(Simd256<T> a, Simd256<T> b, Simd256<T> c) =>
        !System.Runtime.Intrinsics.X86.Fma.IsSupported ? FmaInTwo(a, b, c)
            : Unsafe.SizeOf<T>() == sizeof(float)
            ? new(Unsafe.BitCast<Vector256<float>, Vector256<T>>(Vector256.FusedMultiplyAdd(Unsafe.BitCast<Vector256<T>, Vector256<float>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<float>>(b._lanes), Unsafe.BitCast<Vector256<T>, Vector256<float>>(c._lanes))))
            : new(Unsafe.BitCast<Vector256<double>, Vector256<T>>(Vector256.FusedMultiplyAdd(Unsafe.BitCast<Vector256<T>, Vector256<double>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<double>>(b._lanes), Unsafe.BitCast<Vector256<T>, Vector256<double>>(c._lanes))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Simd256<T> sum, Simd256<T> a, Simd256<T> b)
    {
        ref Vector256<T> lanes = ref Unsafe.AsRef(in sum._lanes);
        if (!System.Runtime.Intrinsics.X86.Fma.IsSupported)
        {
            lanes = (a._lanes * b._lanes) + lanes;
        }
        else if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            lanes = Unsafe.BitCast<Vector256<float>, Vector256<T>>(Vector256.FusedMultiplyAdd(Unsafe.BitCast<Vector256<T>, Vector256<float>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<float>>(b._lanes), Unsafe.BitCast<Vector256<T>, Vector256<float>>(lanes)));
        }
        else
        {
            lanes = Unsafe.BitCast<Vector256<double>, Vector256<T>>(Vector256.FusedMultiplyAdd(Unsafe.BitCast<Vector256<T>, Vector256<double>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<double>>(b._lanes), Unsafe.BitCast<Vector256<T>, Vector256<double>>(lanes)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Line(double c0, double c1, Simd256<T> x) =>
        !System.Runtime.Intrinsics.X86.Fma.IsSupported ? (Number(c1) * x) + Number(c0) : Unsafe.SizeOf<T>() == sizeof(float) ? LineSingle(c0, c1, x) : LineDouble(c0, c1, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> a, Simd256<T> b) =>
        new(a._lanes + b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a, Simd256<T> b) =>
        new(a._lanes - b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a) =>
        new(-a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> a, Simd256<T> b) =>
        new(a._lanes * b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> a, Simd256<T> b) =>
        new(a._lanes / b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator &(Simd256<T> a, Simd256<T> b) =>
        new(a._lanes & b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> a) =>
        new(Vector256.Sqrt(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> a) =>
        new(Vector256.Abs(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> CopySign(Simd256<T> size, Simd256<T> sign) =>
        new(Vector256.CopySign(size._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> AtLeast(Simd256<T> low, Simd256<T> a) =>
        new(Vector256.MaxNative(low._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> AtMost(Simd256<T> high, Simd256<T> a) =>
        new(Vector256.MinNative(high._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WhereGreater(Simd256<T> a, Simd256<T> b, Simd256<T> yes, Simd256<T> no) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._lanes, b._lanes), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WhereNotPositive(Simd256<T> a, Simd256<T> yes, Simd256<T> no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a._lanes, Vector256<T>.Zero), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Where(Simd256<T> mask, Simd256<T> yes, Simd256<T> no) =>
        new(Vector256.ConditionalSelect(mask._lanes, yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Simd256<T> value, ref T destination, nint index, int count) =>
        PartialStore.Store(value._lanes, ref Unsafe.Add(ref destination, index), count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LoadFirst(ref readonly T source, nint index, int count) =>
        new(PartialLoad.Load256(ref Unsafe.Add(ref Unsafe.AsRef(in source), index), count));

    // The compiler's own bridges to the methods of these names would be left to the JIT.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256<T> ISimd<Simd256<T>, T>.Load(ref readonly T source, nint index) => Load(in source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256<T> ISimd<Simd256<T>, T>.LoadFirst(ref readonly T source, nint index, int count) => LoadFirst(in source, index, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Unsafe.BitCast<Vector256<int>, Vector256<T>>(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count))))
            : new(Unsafe.BitCast<Vector256<long>, Vector256<T>>(Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd256<T> a) => Reduction.Sum(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Simd256<T> a) => Reduction.Largest(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Scale(Simd256<T> a, Simd256<T> n) =>
        !Avx512F.VL.IsSupported ? ScaleInTwo(a, n) : Unsafe.SizeOf<T>() == sizeof(float) ? ScaleSingle(a, n) : ScaleDouble(a, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Exponent(Simd256<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ExponentSingle(a) : ExponentDouble(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> NegativeReciprocalGuess(Simd256<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? GuessSingle(a) : GuessDouble(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> NumberSingle(double value) =>
        new(Unsafe.BitCast<Vector256<float>, Vector256<T>>(Vector256.Create((float)value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> NumberDouble(double value) =>
        new(Unsafe.BitCast<Vector256<double>, Vector256<T>>(Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> FmaInTwo(Simd256<T> a, Simd256<T> b, Simd256<T> c) =>
        new((a._lanes * b._lanes) + c._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> LineSingle(double c0, double c1, Simd256<T> x) =>
        new(Unsafe.BitCast<Vector256<float>, Vector256<T>>(Vector256.FusedMultiplyAdd(Vector256.Create((float)c1), Unsafe.BitCast<Vector256<T>, Vector256<float>>(x._lanes), Vector256.Create((float)c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> LineDouble(double c0, double c1, Simd256<T> x) =>
        new(Unsafe.BitCast<Vector256<double>, Vector256<T>>(Vector256.FusedMultiplyAdd(Vector256.Create(c1), Unsafe.BitCast<Vector256<T>, Vector256<double>>(x._lanes), Vector256.Create(c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ScaleSingle(Simd256<T> a, Simd256<T> n) =>
        new(Unsafe.BitCast<Vector256<float>, Vector256<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Vector256<T>, Vector256<float>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<float>>(n._lanes))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ScaleDouble(Simd256<T> a, Simd256<T> n) =>
        new(Unsafe.BitCast<Vector256<double>, Vector256<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Vector256<T>, Vector256<double>>(a._lanes), Unsafe.BitCast<Vector256<T>, Vector256<double>>(n._lanes))));

    // In two factors, neither of which is subnormal or infinite. The sum with the border has the rounded half in its last bits, and 2ⁿ follows from those of
    // n + border. On the runtime's vectors, whose operations the inliner does not count: it runs out of budget where several exponentials stand in one method.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ScaleInTwo(Simd256<T> a, Simd256<T> n) => Unsafe.SizeOf<T>() == sizeof(float) ? ScaleInTwoSingle(a, n) : ScaleInTwoDouble(a, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ScaleInTwoSingle(Simd256<T> a, Simd256<T> n)
    {
        Vector256<float> border = Vector256.Create(1.5f * (1 << 23));
        Vector256<float> exponent = Unsafe.BitCast<Vector256<T>, Vector256<float>>(n._lanes);
        Vector256<float> half = System.Runtime.Intrinsics.X86.Fma.IsSupported ? Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.5f), border) : (exponent * Vector256.Create(0.5f)) + border;
        Vector256<float> rest = exponent - (half - border) + border;
        Vector256<float> scaled = Unsafe.BitCast<Vector256<T>, Vector256<float>>(a._lanes) * Unsafe.BitCast<Vector256<int>, Vector256<float>>((Unsafe.BitCast<Vector256<float>, Vector256<int>>(half) + Vector256.Create(127)) << 23);
        return new(Unsafe.BitCast<Vector256<float>, Vector256<T>>(scaled * Unsafe.BitCast<Vector256<int>, Vector256<float>>((Unsafe.BitCast<Vector256<float>, Vector256<int>>(rest) + Vector256.Create(127)) << 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ScaleInTwoDouble(Simd256<T> a, Simd256<T> n)
    {
        Vector256<double> border = Vector256.Create(1.5 * (1L << 52));
        Vector256<double> exponent = Unsafe.BitCast<Vector256<T>, Vector256<double>>(n._lanes);
        Vector256<double> half = System.Runtime.Intrinsics.X86.Fma.IsSupported ? Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.5), border) : (exponent * Vector256.Create(0.5)) + border;
        Vector256<double> rest = exponent - (half - border) + border;
        Vector256<double> scaled = Unsafe.BitCast<Vector256<T>, Vector256<double>>(a._lanes) * Unsafe.BitCast<Vector256<long>, Vector256<double>>((Unsafe.BitCast<Vector256<double>, Vector256<long>>(half) + Vector256.Create(1023L)) << 52);
        return new(Unsafe.BitCast<Vector256<double>, Vector256<T>>(scaled * Unsafe.BitCast<Vector256<long>, Vector256<double>>((Unsafe.BitCast<Vector256<double>, Vector256<long>>(rest) + Vector256.Create(1023L)) << 52)));
    }

    // From the bits: with those of 1/√½ more, the exponent goes up at √2. As the last bits of 1.5 · 2^(bits of the significand) it is a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ExponentSingle(Simd256<T> a) =>
        new(Unsafe.BitCast<Vector256<uint>, Vector256<T>>(((Unsafe.BitCast<Vector256<T>, Vector256<uint>>(a._lanes) + Vector256.Create(0x4AFB0Du)) >> 23) + Vector256.Create(0x4B400000u)) - Unsafe.BitCast<Vector256<float>, Vector256<T>>(Vector256.Create((1.5f * (1 << 23)) + 127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> ExponentDouble(Simd256<T> a) =>
        new(Unsafe.BitCast<Vector256<ulong>, Vector256<T>>(((Unsafe.BitCast<Vector256<T>, Vector256<ulong>>(a._lanes) + Vector256.Create(0x95F619980C433ul)) >> 52) + Vector256.Create(0x4338000000000000ul)) - Unsafe.BitCast<Vector256<double>, Vector256<T>>(Vector256.Create((1.5 * (1L << 52)) + 1023)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> GuessSingle(Simd256<T> a) =>
        new(Unsafe.BitCast<Vector256<uint>, Vector256<T>>(~Unsafe.BitCast<Vector256<T>, Vector256<uint>>(a._lanes) + Vector256.Create(0xFEF311C8u)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> GuessDouble(Simd256<T> a) =>
        new(Unsafe.BitCast<Vector256<ulong>, Vector256<T>>(~Unsafe.BitCast<Vector256<T>, Vector256<ulong>>(a._lanes) + Vector256.Create(0xFFDE6238E0000001ul)));
}
