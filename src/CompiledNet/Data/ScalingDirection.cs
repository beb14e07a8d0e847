using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>Which way a column is scaled.</summary>
internal interface IScalingDirection
{
    /// <summary>The other number, of the column's shift and scale and the offset of all.</summary>
    static abstract TVector Apply<TVector>(TVector given, TVector shift, TVector scale, TVector offset)
        where TVector : struct, ISimd<TVector, double>;
}

/// <summary>y = (x − shift) / scale + offset.</summary>
internal readonly struct Scaling : IScalingDirection
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector given, TVector shift, TVector scale, TVector offset)
        where TVector : struct, ISimd<TVector, double> => ((given - shift) / scale) + offset;
}

/// <summary>x = (y − offset) · scale + shift.</summary>
internal readonly struct Unscaling : IScalingDirection
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector>(TVector given, TVector shift, TVector scale, TVector offset)
        where TVector : struct, ISimd<TVector, double> => ((given - offset) * scale) + shift;
}
