using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

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
    public Vector128<T> Lanes => _lanes;

    /// <inheritdoc/>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static bool HasManyRegisters =>
        System.Runtime.Intrinsics.X86.Avx512F.VL.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    /// <inheritdoc/>
    public static int Count => Vector128<T>.Count;

    /// <inheritdoc/>
    public static Simd128<T> Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) =>
        new(Vector128.Create(value));

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
    public static Simd128<T> Fma(Simd128<T> a, Simd128<T> b, Simd128<T> c)
    {
        if (!HasFma)
        {
            return new((a._lanes * b._lanes) + c._lanes);
        }

        return typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a._lanes.AsSingle(), b._lanes.AsSingle(), c._lanes.AsSingle()).As<float, T>())
            : new(Vector128.FusedMultiplyAdd(a._lanes.AsDouble(), b._lanes.AsDouble(), c._lanes.AsDouble()).As<double, T>());
    }

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
    public static Simd128<T> AtLeast(Simd128<T> low, Simd128<T> a) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._lanes, low._lanes), low._lanes, a._lanes));

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
    public static Simd128<T> FirstLanes(int count)
    {
        return typeof(T) == typeof(float)
            ? new(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>())
            : new(Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Exp(Simd128<T> a) =>
        typeof(T) == typeof(float)
            ? new(Vector128.Exp(a._lanes.AsSingle()).As<float, T>())
            : new(Vector128.Exp(a._lanes.AsDouble()).As<double, T>());

    /// <summary>Whether the hardware multiplies and adds in one operation.</summary>
    public static bool HasFma => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
}
