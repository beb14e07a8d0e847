using System.Runtime.CompilerServices;

namespace CompiledNet.Tests.Numerics;

/// <summary>Matrix products against sums in double, and against themselves in other registers, for every number of rows up to some tiles.</summary>
public sealed class MatrixProductTests
{
    private const int MostRows = 29;

    private interface ILanes
    {
        static abstract int Lanes { get; }
    }

    [Fact]
    public void Every_number_of_rows_gives_the_sums_in_every_register()
    {
        Check<Of4>();
        Check<Of8>();
        Check<Of16>();
        Check<Of32>();
        Check<Of64>();
    }

    [Fact]
    public void One_channel_in_pairs_of_windows_has_the_bits_of_windows_alone()
    {
        float[] x = Numbers(8 * 80, 1);
        float[] filters = Numbers(64 * 8, 2);
        float[] biases = Numbers(8, 3);
        for (int columns = 1; columns <= 61; columns++)
        {
            // Four rows of a window of five, in rows of 80; two rows of windows.
            var geometry = new ConvolutionGeometry(5, 80, 1, 1, 2, columns, 8, 4, 5, 1, 1, 1, 1, 0, 0, 0, 0);
            float[] expected = Numbers((2 * columns * 8) + 8, 4);
            float[] actual = [.. expected];
            for (int row = 0; row < 2; row++)
            {
                MatrixProduct.Run<Window, Simd128<float>, float>(
                    ref x[row * 80], ref filters[0], ref expected[row * columns * 8], ref biases[0], columns, 0);
            }

            Convolution.Forward<Window, float>(ref x[0], ref filters[0], ref actual[0], ref biases[0], in geometry, samples: 1);

            Assert.Equal(expected, actual);
        }
    }

    private static void Check<TLanes>()
        where TLanes : struct, ILanes
    {
        int lanes = TLanes.Lanes;
        float[] a = Numbers(MostRows * 100, 1);
        float[] b = Numbers(18 * lanes, 2);
        float[] biases = Numbers(lanes, 3);
        biases[lanes - 1] = 0;
        for (int k = 0; k < 18; k++)
        {
            b[(k * lanes) + lanes - 1] = 0; // Padding: one column less counts.
        }

        for (int rows = 1; rows <= MostRows; rows++)
        {
            float[] start = Numbers((rows * lanes) + 16, 4);
            float[] c = [.. start];
            MatrixProduct.Run<Product<TLanes>, Simd128<float>, float>(ref a[0], ref b[0], ref c[0], ref biases[0], rows, 0);

            Assert.Equal(start[(rows * lanes)..], c[(rows * lanes)..]);
            for (int m = 0; m < rows; m++)
            {
                for (int n = 0; n < lanes - 1; n++)
                {
                    double sum = biases[n];
                    for (int k = 0; k < 18; k++)
                    {
                        // Three numbers, 7 apart three times, and so again 40 later.
                        sum += (double)a[(m * 9) + (k / 9 * 40) + (k / 3 % 3 * 7) + (k % 3)] * b[(k * lanes) + n];
                    }

                    Assert.Equal(Math.Max(0, sum), c[(m * lanes) + n], 2e-6);
                }

                Assert.Equal(0, c[(m * lanes) + lanes - 1]);
            }

            Same<Simd256<float>, TLanes>(a, b, start, biases, rows, c);
            Same<Simd512<float>, TLanes>(a, b, start, biases, rows, c);
            float[] sums = [.. start];
            MatrixProduct.Run<Adding<Product<TLanes>, float>, Simd128<float>, float>(ref a[0], ref b[0], ref sums[0], ref biases[0], rows, 0);
            SameAdding<Simd256<float>, TLanes>(a, b, start, biases, rows, sums);
            SameAdding<Simd512<float>, TLanes>(a, b, start, biases, rows, sums);
        }
    }

    private static void Same<TVector, TLanes>(float[] a, float[] b, float[] start, float[] biases, int rows, float[] expected)
        where TVector : struct, ISimd<TVector, float>
        where TLanes : struct, ILanes
    {
        if (TVector.IsSupported && TLanes.Lanes >= TVector.Count)
        {
            float[] c = [.. start];
            MatrixProduct.Run<Product<TLanes>, TVector, float>(ref a[0], ref b[0], ref c[0], ref biases[0], rows, 0);
            Assert.Equal(expected, c);
        }
    }

    private static void SameAdding<TVector, TLanes>(float[] a, float[] b, float[] start, float[] biases, int rows, float[] expected)
        where TVector : struct, ISimd<TVector, float>
        where TLanes : struct, ILanes
    {
        if (TVector.IsSupported && TLanes.Lanes >= TVector.Count)
        {
            float[] c = [.. start];
            MatrixProduct.Run<Adding<Product<TLanes>, float>, TVector, float>(ref a[0], ref b[0], ref c[0], ref biases[0], rows, 0);
            Assert.Equal(expected, c);
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new SeededRandom(seed, 1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private readonly struct Of4 : ILanes
    {
        public static int Lanes => 4;
    }

    private readonly struct Of8 : ILanes
    {
        public static int Lanes => 8;
    }

    private readonly struct Of16 : ILanes
    {
        public static int Lanes => 16;
    }

    private readonly struct Of32 : ILanes
    {
        public static int Lanes => 32;
    }

    private readonly struct Of64 : ILanes
    {
        public static int Lanes => 64;
    }

    private readonly struct Product<TLanes> : IProductShape<float>
        where TLanes : struct, ILanes
    {
        public static int Lanes => TLanes.Lanes;

        public static int Columns => TLanes.Lanes - 1;

        public static int Depth => 3;

        public static int Runs => 6;

        public static int RunStride => 7;

        public static int RunsOfBlock => 3;

        public static int BlockStep => 40 - (2 * 7);

        public static int RowStride => 9;

        public static int ResultStride => TLanes.Lanes;

        public static bool HasBiases => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TVector>(TVector sums)
            where TVector : struct, ISimd<TVector, float> => TVector.AtLeast(TVector.Zero, sums);
    }

    private readonly struct Window : IProductShape<float>
    {
        public static int Lanes => 8;

        public static int Columns => 6;

        public static int Depth => 5;

        public static int Runs => 4;

        public static int RunStride => 80;

        public static int RowStride => 1;

        public static int ResultStride => 8;

        public static bool HasBiases => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TVector>(TVector sums)
            where TVector : struct, ISimd<TVector, float> => TVector.AtLeast(TVector.Number(0.25), sums);
    }
}
