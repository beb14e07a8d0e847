using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>Loads numbers of either type into registers of doubles, in which sums are taken that must not lose digits.</summary>
internal static class Widening
{
    /// <summary>As many numbers as the register has lanes, each converted without rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector, T>(ref T first, nint index)
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T> => Unsafe.SizeOf<T>() == sizeof(double)
        ? TVector.Load(in Unsafe.As<T, double>(ref first), index)
        : OfSingles<TVector>(ref Unsafe.Add(ref Unsafe.As<T, float>(ref first), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OfSingles<TVector>(ref float source)
        where TVector : struct, ISimd<TVector, double>
    {
        if (TVector.Count == Vector512<double>.Count)
        {
            return Unsafe.BitCast<Vector512<double>, TVector>(Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref source)));
        }

        if (TVector.Count == Vector256<double>.Count)
        {
            return Unsafe.BitCast<Vector256<double>, TVector>(Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref source)));
        }

        if (TVector.Count == 1)
        {
            return TVector.Create(source);
        }

        Vector64<float> pair = Vector64.LoadUnsafe(ref source);
        return Unsafe.BitCast<Vector128<double>, TVector>(Vector128.WidenLower(pair.ToVector128Unsafe()));
    }
}
