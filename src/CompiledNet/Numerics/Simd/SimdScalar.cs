using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

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
    public static bool IsSupported => true;

    /// <inheritdoc/>
    public static bool HasManyRegisters => false;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static SimdScalar<T> Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Create(T value) => new(value);

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
    public static SimdScalar<T> operator +(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane + b._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> a, SimdScalar<T> b) => new(a._lane - b._lane);

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
    public static SimdScalar<T> AtLeast(SimdScalar<T> low, SimdScalar<T> a) => a._lane < low._lane ? low : a;

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
    public static SimdScalar<T> FirstLanes(int count) => count <= 0 ? default
        : typeof(T) == typeof(float) ? new(Unsafe.BitCast<uint, T>(uint.MaxValue))
        : new(Unsafe.BitCast<ulong, T>(ulong.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Exp(SimdScalar<T> a) => new(T.Exp(a._lane));
}
