using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>A function of two numbers, over which <see cref="BatchRows"/> is generic. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The function.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>Its values.</returns>
    static abstract TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T>;
}

/// <summary>x. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowCopy<T> : IRowFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T> => x;
}

/// <summary>x + y. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowSum<T> : IRowFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T> => x + y;
}

/// <summary>x · y. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowProduct<T> : IRowFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T> => x * y;
}

/// <summary>x where it is positive, else x times the slope y. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowPReLU<T> : IRowFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T> => TVector.WhereNotPositive(x, x * y, x);
}

/// <summary>An activation of another function's values. For generated code.</summary>
/// <typeparam name="TRow">The other function.</typeparam>
/// <typeparam name="TFunction">The activation.</typeparam>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowActivated<TRow, TFunction, T> : IRowFunction<T>
    where TRow : struct, IRowFunction<T>
    where TFunction : struct, IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector x, TVector y)
        where TVector : struct, ISimd<TVector, T> => TFunction.Activate(TRow.Apply(x, y));
}
