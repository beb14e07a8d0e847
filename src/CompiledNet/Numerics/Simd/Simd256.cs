using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

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
    public Vector256<T> Lanes => _lanes;

    /// <inheritdoc/>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static bool HasManyRegisters =>
        System.Runtime.Intrinsics.X86.Avx512F.VL.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc/>
    public static Simd256<T> Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Create(T value) =>
        new(Vector256.Create(value));

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
    public static Simd256<T> Fma(Simd256<T> a, Simd256<T> b, Simd256<T> c)
    {
        if (!HasFma)
        {
            return new((a._lanes * b._lanes) + c._lanes);
        }

        return typeof(T) == typeof(float)
            ? new(Vector256.FusedMultiplyAdd(a._lanes.AsSingle(), b._lanes.AsSingle(), c._lanes.AsSingle()).As<float, T>())
            : new(Vector256.FusedMultiplyAdd(a._lanes.AsDouble(), b._lanes.AsDouble(), c._lanes.AsDouble()).As<double, T>());
    }

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
    public static Simd256<T> AtLeast(Simd256<T> low, Simd256<T> a) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._lanes, low._lanes), low._lanes, a._lanes));

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
    public static Simd256<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>())
            : new(Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Exp(Simd256<T> a) =>
        typeof(T) == typeof(float)
            ? new(Vector256.Exp(a._lanes.AsSingle()).As<float, T>())
            : new(Vector256.Exp(a._lanes.AsDouble()).As<double, T>());

    private static bool HasFma => System.Runtime.Intrinsics.X86.Fma.IsSupported;
}
