using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>What is done to each number of a span, written once for registers of any width.</summary>
internal interface IElementRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    TVector Apply<TVector>(TVector values)
        where TVector : struct, ISimd<TVector, T>;
}

/// <summary>Changes numbers in place, in the widest registers and, what is left, one by one.</summary>
internal static class ElementLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule, T>(TRule rule, Span<T> values)
        where TRule : struct, IElementRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int whole = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd512<T>, T>(rule, values, 0);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd256<T>, T>(rule, values, 0);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd128<T>, T>(rule, values, 0);
        }

        Run<TRule, SimdScalar<T>, T>(rule, values, whole);
    }

    /// <summary>Does so from an index on as far as whole registers reach, and returns where that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run<TRule, TVector, T>(TRule rule, Span<T> values, int start)
        where TRule : struct, IElementRule<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        int end = values.Length - TVector.Count;
        for (; start <= end; start += TVector.Count)
        {
            TVector.Store(rule.Apply(TVector.Load(in first, start)), ref first, start);
        }

        return start;
    }
}
