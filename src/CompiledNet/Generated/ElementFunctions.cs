using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Nothing, on registers: what stands for a function that a kernel is not to apply. For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementIdentity<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => z;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => d;
}

/// <summary>Sigmoid, on registers: sigmoid′(z) = a (1 − a). For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementSigmoid<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Sigmoid<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => d * (kept * (TVector.Number(1) - kept));
}

/// <summary>ReLU, on registers: ReLU′(z) = 1 for a &gt; 0, else 0. For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementReLU<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.ReLU<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => TVector.WhereNotPositive(kept, TVector.Zero, d);
}

/// <summary>Tanh, on registers: tanh′(z) = 1 − a². For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementTanh<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Tanh<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => d * (TVector.Number(1) - (kept * kept));
}

/// <summary>SELU, on registers: SELU′(z) = λ for z &gt; 0, else λ α e^z. For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementSELU<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Selu<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.SeluDelta<TVector, T>(d, kept);
}

/// <summary>Softplus, on registers: softplus′(z) = sigmoid(z). For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementSoftplus<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Softplus<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.SoftplusDelta<TVector, T>(d, kept);
}

/// <summary>GELU, on registers: GELU′(z) = Φ(z) + z φ(z). For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementGELU<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Gelu<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.GeluDelta<TVector, T>(d, kept);
}

/// <summary>SiLU, on registers: SiLU′(z) = sigmoid(z) (1 + z (1 − sigmoid(z))). For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementSiLU<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Silu<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.SiluDelta<TVector, T>(d, kept);
}

/// <summary>Mish, on registers: Mish′(z) = t + z (1 − t²) sigmoid(z), with t = tanh(softplus(z)). For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementMish<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.Mish<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.MishDelta<TVector, T>(d, kept);
}

/// <summary>HardSigmoid, on registers: HardSigmoid′(z) = 1/6 for −3 &lt; z &lt; 3, else 0. For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementHardSigmoid<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.HardSigmoid<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.HardSigmoidDelta<TVector, T>(d, kept);
}

/// <summary>HardSwish, on registers: HardSwish′(z) = z/3 + ½ for −3 &lt; z &lt; 3, 0 below, 1 above. For generated code.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementHardSwish<T> : IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.HardSwish<TVector, T>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T> => VectorActivations.HardSwishDelta<TVector, T>(d, kept);
}
