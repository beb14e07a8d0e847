using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Fuzz.Accuracy;

/// <summary>A function on registers, as a type: for each the JIT compiles a loop of its own.</summary>
internal interface IVectorFunction
{
    static abstract TV Of<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>A function over many numbers, in the widest registers that there are.</summary>
internal static class VectorFunction
{
    public static void Run<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IVectorFunction
    {
        if (Simd512<float>.IsSupported)
        {
            Loop<TFunction, Simd512<float>>(x, y);
        }
        else if (Simd256<float>.IsSupported)
        {
            Loop<TFunction, Simd256<float>>(x, y);
        }
        else if (Simd128<float>.IsSupported)
        {
            Loop<TFunction, Simd128<float>>(x, y);
        }
        else
        {
            Loop<TFunction, SimdScalar<float>>(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TFunction, TV>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IVectorFunction
        where TV : struct, ISimd<TV, float>
    {
        for (int i = 0; i + TV.Count <= y.Length; i += TV.Count)
        {
            TV.Store(TFunction.Of<TV, float>(TV.Load(in x[0], i)), ref y[0], i);
        }
    }
}
