using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <content>So many rows that the sums are cut: the same tiles, block after block of rows.</content>
public static partial class ColumnSums
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLong<TVector, T>(ref T rows, nint stride, int count, int columns, ref T sums, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint n = 0;
        for (; n + (8 * TVector.Count) <= stride; n += 8 * TVector.Count)
        {
            LongTile<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, columns - (int)n, ref Unsafe.Add(ref sums, n), adds, 8);
        }

        for (; n + (2 * TVector.Count) <= stride; n += 2 * TVector.Count)
        {
            LongTile<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, columns - (int)n, ref Unsafe.Add(ref sums, n), adds, 2);
        }

        if (n < stride)
        {
            LongTile<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, columns - (int)n, ref Unsafe.Add(ref sums, n), adds, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongTile<TVector, T>(ref T rows, nint stride, int count, int columns, ref T sums, bool adds, int registers)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LongSums.Totals storage);
        Unsafe.SkipInit(out LongSums.Partial<T> block);
        ref double totals = ref Unsafe.As<LongSums.Totals, double>(ref storage);
        ref T partial = ref Unsafe.As<LongSums.Partial<T>, T>(ref block);
        int width = registers * TVector.Count;
        if (adds)
        {
            LongSums.Begin(ref sums, ref totals, width);
        }
        else
        {
            MemoryMarshal.CreateSpan(ref totals, width).Clear();
        }

        for (nint m = 0; m < count; m += LongSums.Block)
        {
            ref T first = ref Unsafe.Add(ref rows, m * stride);
            nint length = Math.Min(count - m, LongSums.Block);
            switch (registers)
            {
                case 8:
                    Tile8<TVector, T>(ref first, stride, length, width, ref partial, adds: false);
                    break;
                case 2:
                    Tile2<TVector, T>(ref first, stride, length, width, ref partial, adds: false);
                    break;
                default:
                    TVector.Store(Sum<TVector, T>(ref first, stride, length, TVector.Zero), ref partial, 0);
                    break;
            }

            LongSums.Add(ref partial, ref totals, width);
        }

        LongSums.End(ref totals, ref partial, width);
        for (int register = 0; register < registers; register++)
        {
            Store<TVector, T>(TVector.Load(in partial, register * TVector.Count), ref sums, register, columns);
        }
    }
}
