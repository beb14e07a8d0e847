using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

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
    public Vector512<T> Lanes => _lanes;

    /// <inheritdoc/>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static bool HasManyRegisters =>
        System.Runtime.Intrinsics.X86.Avx512F.VL.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc/>
    public static Simd512<T> Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) =>
        new(Vector512.Create(value));

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
    public static Simd512<T> Fma(Simd512<T> a, Simd512<T> b, Simd512<T> c)
    {
        if (!HasFma)
        {
            return new((a._lanes * b._lanes) + c._lanes);
        }

        return typeof(T) == typeof(float)
            ? new(Vector512.FusedMultiplyAdd(a._lanes.AsSingle(), b._lanes.AsSingle(), c._lanes.AsSingle()).As<float, T>())
            : new(Vector512.FusedMultiplyAdd(a._lanes.AsDouble(), b._lanes.AsDouble(), c._lanes.AsDouble()).As<double, T>());
    }

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
    public static Simd512<T> AtLeast(Simd512<T> low, Simd512<T> a) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a._lanes, low._lanes), low._lanes, a._lanes));

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
    public static Simd512<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>())
            : new(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Exp(Simd512<T> a) =>
        typeof(T) == typeof(float)
            ? new(Vector512.Exp(a._lanes.AsSingle()).As<float, T>())
            : new(Vector512.Exp(a._lanes.AsDouble()).As<double, T>());

    private static bool HasFma => true;
}
