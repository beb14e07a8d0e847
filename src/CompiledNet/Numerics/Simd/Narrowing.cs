using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>Stores registers of doubles as numbers of either type: the way back of <see cref="Widening"/>.</summary>
internal static class Narrowing
{
    /// <summary>As many numbers as the register has lanes, each rounded once, to the nearest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector, T>(TVector value, ref T first, nint index)
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            TVector.Store(value, ref Unsafe.As<T, double>(ref first), index);
        }
        else
        {
            StoreSingles(value, ref Unsafe.Add(ref Unsafe.As<T, float>(ref first), index));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSingles<TVector>(TVector value, ref float destination)
        where TVector : struct, ISimd<TVector, double>
    {
        if (TVector.Count == Vector512<double>.Count)
        {
            Avx512F.ConvertToVector256Single(Unsafe.BitCast<TVector, Vector512<double>>(value)).StoreUnsafe(ref destination);
        }
        else if (TVector.Count == Vector256<double>.Count)
        {
            Avx.ConvertToVector128Single(Unsafe.BitCast<TVector, Vector256<double>>(value)).StoreUnsafe(ref destination);
        }
        else if (TVector.Count == 1)
        {
            destination = (float)TVector.Sum(value);
        }
        else
        {
            Vector128<double> pair = Unsafe.BitCast<TVector, Vector128<double>>(value);
            Vector128.Narrow(pair, pair).GetLower().StoreUnsafe(ref destination);
        }
    }
}
