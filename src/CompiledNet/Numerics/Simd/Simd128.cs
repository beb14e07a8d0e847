using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>A register of 128 bits.</summary>
/// <typeparam name="T">The lane type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd128<T> : ISimd<Simd128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector128<T> _lanes;

    /// <summary>Wraps the runtime's vector.</summary>
    /// <param name="lanes">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd128(Vector128<T> lanes) => _lanes = lanes;

    /// <summary>The runtime's vector.</summary>
    public Vector128<T> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
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
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static Simd128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) =>
        new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Number(double value) => Unsafe.SizeOf<T>() == sizeof(float) ? NumberSingle(value) : NumberDouble(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nint index) =>
        new(Vector128.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> value, ref T destination, nint index) =>
        value._lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Fma(Simd128<T> a, Simd128<T> b, Simd128<T> c) =>
        !HasFma ? FmaInTwo(a, b, c)
            : Unsafe.SizeOf<T>() == sizeof(float)
            ? new(Unsafe.BitCast<Vector128<float>, Vector128<T>>(Vector128.FusedMultiplyAdd(Unsafe.BitCast<Vector128<T>, Vector128<float>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<float>>(b._lanes), Unsafe.BitCast<Vector128<T>, Vector128<float>>(c._lanes))))
            : new(Unsafe.BitCast<Vector128<double>, Vector128<T>>(Vector128.FusedMultiplyAdd(Unsafe.BitCast<Vector128<T>, Vector128<double>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<double>>(b._lanes), Unsafe.BitCast<Vector128<T>, Vector128<double>>(c._lanes))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Simd128<T> sum, Simd128<T> a, Simd128<T> b)
    {
        ref Vector128<T> lanes = ref Unsafe.AsRef(in sum._lanes);
        if (!HasFma)
        {
            lanes = (a._lanes * b._lanes) + lanes;
        }
        else if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            lanes = Unsafe.BitCast<Vector128<float>, Vector128<T>>(Vector128.FusedMultiplyAdd(Unsafe.BitCast<Vector128<T>, Vector128<float>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<float>>(b._lanes), Unsafe.BitCast<Vector128<T>, Vector128<float>>(lanes)));
        }
        else
        {
            lanes = Unsafe.BitCast<Vector128<double>, Vector128<T>>(Vector128.FusedMultiplyAdd(Unsafe.BitCast<Vector128<T>, Vector128<double>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<double>>(b._lanes), Unsafe.BitCast<Vector128<T>, Vector128<double>>(lanes)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Line(double c0, double c1, Simd128<T> x) =>
        !HasFma ? LineInTwo(c0, c1, x) : Unsafe.SizeOf<T>() == sizeof(float) ? LineSingle(c0, c1, x) : LineDouble(c0, c1, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> a, Simd128<T> b) =>
        new(a._lanes + b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a, Simd128<T> b) =>
        new(a._lanes - b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a) =>
        new(-a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> a, Simd128<T> b) =>
        new(a._lanes * b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> a, Simd128<T> b) =>
        new(a._lanes / b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator &(Simd128<T> a, Simd128<T> b) =>
        new(a._lanes & b._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> a) =>
        new(Vector128.Sqrt(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> a) =>
        new(Vector128.Abs(a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> CopySign(Simd128<T> size, Simd128<T> sign) =>
        new(Vector128.CopySign(size._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> AtLeast(Simd128<T> low, Simd128<T> a) =>
        new(Vector128.MaxNative(low._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> AtMost(Simd128<T> high, Simd128<T> a) =>
        new(Vector128.MinNative(high._lanes, a._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WhereGreater(Simd128<T> a, Simd128<T> b, Simd128<T> yes, Simd128<T> no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._lanes, b._lanes), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WhereNotPositive(Simd128<T> a, Simd128<T> yes, Simd128<T> no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(a._lanes, Vector128<T>.Zero), yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Where(Simd128<T> mask, Simd128<T> yes, Simd128<T> no) =>
        new(Vector128.ConditionalSelect(mask._lanes, yes._lanes, no._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Simd128<T> value, ref T destination, nint index, int count) =>
        PartialStore.Store(value._lanes, ref Unsafe.Add(ref destination, index), count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LoadFirst(ref readonly T source, nint index, int count) =>
        new(PartialLoad.Load128(ref Unsafe.Add(ref Unsafe.AsRef(in source), index), count));

    // The compiler's own bridges to the methods of these names would be left to the JIT.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128<T> ISimd<Simd128<T>, T>.Load(ref readonly T source, nint index) => Load(in source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128<T> ISimd<Simd128<T>, T>.LoadFirst(ref readonly T source, nint index, int count) => LoadFirst(in source, index, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Unsafe.BitCast<Vector128<int>, Vector128<T>>(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count))))
            : new(Unsafe.BitCast<Vector128<long>, Vector128<T>>(Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd128<T> a) => Reduction.Sum(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Simd128<T> a) => Reduction.Largest(a._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Scale(Simd128<T> a, Simd128<T> n) =>
        !Avx512F.VL.IsSupported ? ScaleInTwo(a, n) : Unsafe.SizeOf<T>() == sizeof(float) ? ScaleSingle(a, n) : ScaleDouble(a, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Exponent(Simd128<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ExponentSingle(a) : ExponentDouble(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> NegativeReciprocalGuess(Simd128<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? GuessSingle(a) : GuessDouble(a);

    /// <summary>Whether the hardware multiplies and adds in one operation.</summary>
    public static bool HasFma
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> NumberSingle(double value) =>
        new(Unsafe.BitCast<Vector128<float>, Vector128<T>>(Vector128.Create((float)value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> NumberDouble(double value) =>
        new(Unsafe.BitCast<Vector128<double>, Vector128<T>>(Vector128.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> FmaInTwo(Simd128<T> a, Simd128<T> b, Simd128<T> c) =>
        new((a._lanes * b._lanes) + c._lanes);

    // On the runtime's vectors, as ScaleInTwo.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> LineInTwo(double c0, double c1, Simd128<T> x) => Unsafe.SizeOf<T>() == sizeof(float)
        ? new(Unsafe.BitCast<Vector128<float>, Vector128<T>>((Vector128.Create((float)c1) * Unsafe.BitCast<Vector128<T>, Vector128<float>>(x._lanes)) + Vector128.Create((float)c0)))
        : new(Unsafe.BitCast<Vector128<double>, Vector128<T>>((Vector128.Create(c1) * Unsafe.BitCast<Vector128<T>, Vector128<double>>(x._lanes)) + Vector128.Create(c0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> LineSingle(double c0, double c1, Simd128<T> x) =>
        new(Unsafe.BitCast<Vector128<float>, Vector128<T>>(Vector128.FusedMultiplyAdd(Vector128.Create((float)c1), Unsafe.BitCast<Vector128<T>, Vector128<float>>(x._lanes), Vector128.Create((float)c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> LineDouble(double c0, double c1, Simd128<T> x) =>
        new(Unsafe.BitCast<Vector128<double>, Vector128<T>>(Vector128.FusedMultiplyAdd(Vector128.Create(c1), Unsafe.BitCast<Vector128<T>, Vector128<double>>(x._lanes), Vector128.Create(c0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ScaleSingle(Simd128<T> a, Simd128<T> n) =>
        new(Unsafe.BitCast<Vector128<float>, Vector128<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Vector128<T>, Vector128<float>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<float>>(n._lanes))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ScaleDouble(Simd128<T> a, Simd128<T> n) =>
        new(Unsafe.BitCast<Vector128<double>, Vector128<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Vector128<T>, Vector128<double>>(a._lanes), Unsafe.BitCast<Vector128<T>, Vector128<double>>(n._lanes))));

    // In two factors, neither of which is subnormal or infinite. The sum with the border has the rounded half in its last bits, and 2ⁿ follows from those of
    // n + border. On the runtime's vectors, whose operations the inliner does not count: it runs out of budget where several exponentials stand in one method.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ScaleInTwo(Simd128<T> a, Simd128<T> n) => Unsafe.SizeOf<T>() == sizeof(float) ? ScaleInTwoSingle(a, n) : ScaleInTwoDouble(a, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ScaleInTwoSingle(Simd128<T> a, Simd128<T> n)
    {
        Vector128<float> border = Vector128.Create(1.5f * (1 << 23));
        Vector128<float> exponent = Unsafe.BitCast<Vector128<T>, Vector128<float>>(n._lanes);
        Vector128<float> half = HasFma ? Vector128.FusedMultiplyAdd(exponent, Vector128.Create(0.5f), border) : (exponent * Vector128.Create(0.5f)) + border;
        Vector128<float> rest = exponent - (half - border) + border;
        Vector128<float> scaled = Unsafe.BitCast<Vector128<T>, Vector128<float>>(a._lanes) * Unsafe.BitCast<Vector128<int>, Vector128<float>>((Unsafe.BitCast<Vector128<float>, Vector128<int>>(half) + Vector128.Create(127)) << 23);
        return new(Unsafe.BitCast<Vector128<float>, Vector128<T>>(scaled * Unsafe.BitCast<Vector128<int>, Vector128<float>>((Unsafe.BitCast<Vector128<float>, Vector128<int>>(rest) + Vector128.Create(127)) << 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ScaleInTwoDouble(Simd128<T> a, Simd128<T> n)
    {
        Vector128<double> border = Vector128.Create(1.5 * (1L << 52));
        Vector128<double> exponent = Unsafe.BitCast<Vector128<T>, Vector128<double>>(n._lanes);
        Vector128<double> half = HasFma ? Vector128.FusedMultiplyAdd(exponent, Vector128.Create(0.5), border) : (exponent * Vector128.Create(0.5)) + border;
        Vector128<double> rest = exponent - (half - border) + border;
        Vector128<double> scaled = Unsafe.BitCast<Vector128<T>, Vector128<double>>(a._lanes) * Unsafe.BitCast<Vector128<long>, Vector128<double>>((Unsafe.BitCast<Vector128<double>, Vector128<long>>(half) + Vector128.Create(1023L)) << 52);
        return new(Unsafe.BitCast<Vector128<double>, Vector128<T>>(scaled * Unsafe.BitCast<Vector128<long>, Vector128<double>>((Unsafe.BitCast<Vector128<double>, Vector128<long>>(rest) + Vector128.Create(1023L)) << 52)));
    }

    // From the bits: with those of 1/√½ more, the exponent goes up at √2. As the last bits of 1.5 · 2^(bits of the significand) it is a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ExponentSingle(Simd128<T> a) =>
        new(Unsafe.BitCast<Vector128<uint>, Vector128<T>>(((Unsafe.BitCast<Vector128<T>, Vector128<uint>>(a._lanes) + Vector128.Create(0x4AFB0Du)) >> 23) + Vector128.Create(0x4B400000u)) - Unsafe.BitCast<Vector128<float>, Vector128<T>>(Vector128.Create((1.5f * (1 << 23)) + 127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> ExponentDouble(Simd128<T> a) =>
        new(Unsafe.BitCast<Vector128<ulong>, Vector128<T>>(((Unsafe.BitCast<Vector128<T>, Vector128<ulong>>(a._lanes) + Vector128.Create(0x95F619980C433ul)) >> 52) + Vector128.Create(0x4338000000000000ul)) - Unsafe.BitCast<Vector128<double>, Vector128<T>>(Vector128.Create((1.5 * (1L << 52)) + 1023)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> GuessSingle(Simd128<T> a) =>
        new(Unsafe.BitCast<Vector128<uint>, Vector128<T>>(~Unsafe.BitCast<Vector128<T>, Vector128<uint>>(a._lanes) + Vector128.Create(0xFEF311C8u)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> GuessDouble(Simd128<T> a) =>
        new(Unsafe.BitCast<Vector128<ulong>, Vector128<T>>(~Unsafe.BitCast<Vector128<T>, Vector128<ulong>>(a._lanes) + Vector128.Create(0xFFDE6238E0000001ul)));
}
