using System.Numerics;
using System.Runtime.CompilerServices;
namespace CompiledNet;
/// <summary>x</summary>
public static class RegisterSoftmax
{
    /// <summary>x</summary>
    /// <typeparam name="TV">v</typeparam>
    /// <typeparam name="T">t</typeparam>
    /// <param name="z">z</param>
    /// <param name="a">a</param>
    /// <param name="n">n</param>
    public static void Run<TV, T>(ref T z, ref T a, int n)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T max = z;
        for (int i = 1; i < n; i++) max = T.Max(max, Unsafe.Add(ref z, i));
        T sum = T.Zero;
        for (int i = 0; i < n; i++) { T e = T.Exp(Unsafe.Add(ref z, i) - max); sum += e; Unsafe.Add(ref a, i) = e; }
        for (int i = 0; i < n; i++) Unsafe.Add(ref a, i) /= sum;
    }
}
