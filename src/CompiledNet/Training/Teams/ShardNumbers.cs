using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>What is done to the gradients of shards, number by number: the width of registers changes no bit.</summary>
internal static class ShardNumbers
{
    /// <summary>sum ← factor · values.</summary>
    public static void Scale<T>(ReadOnlySpan<T> values, T factor, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new ScaleRule<T>(factor), values, sum);

    /// <summary>sum ← sum + factor · values, the product rounded first.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> values, T factor, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new AddScaledRule<T>(factor), values, sum);

    /// <summary>sum ← sum + values.</summary>
    public static void Add<T>(ReadOnlySpan<T> values, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(default(AddRule<T>), values, sum);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRule, T>(TRule rule, ReadOnlySpan<T> values, Span<T> sum)
        where TRule : struct, IPairRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (values.Length != sum.Length)
        {
            throw new InvalidOperationException($"{values.Length} numbers were added to {sum.Length}.");
        }

        int whole = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd512<T>, T>(rule, values, sum, 0);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd256<T>, T>(rule, values, sum, 0);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            whole = Run<TRule, Simd128<T>, T>(rule, values, sum, 0);
        }

        Run<TRule, SimdScalar<T>, T>(rule, values, sum, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run<TRule, TVector, T>(TRule rule, ReadOnlySpan<T> values, Span<T> sum, int start)
        where TRule : struct, IPairRule<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T value = ref MemoryMarshal.GetReference(values);
        ref T target = ref MemoryMarshal.GetReference(sum);
        int end = values.Length - TVector.Count;
        for (; start <= end; start += TVector.Count)
        {
            TVector.Store(rule.Apply(TVector.Load(in target, start), TVector.Load(in value, start)), ref target, start);
        }

        return start;
    }

    private interface IPairRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector Apply<TVector>(TVector sum, TVector value)
            where TVector : struct, ISimd<TVector, T>;
    }

    private readonly struct ScaleRule<T>(T factor) : IPairRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector sum, TVector value)
            where TVector : struct, ISimd<TVector, T> => TVector.Create(factor) * value;
    }

    private readonly struct AddScaledRule<T>(T factor) : IPairRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector sum, TVector value)
            where TVector : struct, ISimd<TVector, T> => sum + (TVector.Create(factor) * value);
    }

    private readonly struct AddRule<T> : IPairRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector sum, TVector value)
            where TVector : struct, ISimd<TVector, T> => sum + value;
    }
}
