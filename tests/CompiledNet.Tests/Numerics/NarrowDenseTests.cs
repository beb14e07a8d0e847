using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Tests.Numerics;

/// <summary>The dense layer of few units of a stream against sums in double, for depths with every remainder and as many units as there may be.</summary>
public sealed class NarrowDenseTests
{
    private const int Inputs = 64;
    private const int WeightsStart = 16;
    private const int BiasesStart = 200;

    private interface ISize
    {
        static abstract int Depth { get; }

        static abstract int Units { get; }

        static abstract bool HasBiases { get; }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Sums_are_right_and_a_step_alone_has_the_bits_of_a_block(int rows)
    {
        Check<Of8To1, float>(rows, 2e-6);
        Check<Of9To2, float>(rows, 2e-6);
        Check<Of10To3, float>(rows, 2e-6);
        Check<Of15To4, float>(rows, 2e-6);
        Check<Of8To1, double>(rows, 1e-14);
        Check<Of9To2, double>(rows, 1e-14);
    }

    private static void Check<TSize, T>(int rows, double tolerance)
        where TSize : struct, ISize
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] parameters = Numbers<T>(256, 1);
        T[] x = Numbers<T>(rows * Inputs, 2);
        int units = TSize.Units;
        var block = new T[(rows * units) + 4];
        NarrowDense.Run<Narrow<TSize, T>, ElementTanh<T>, T>(parameters, x, block, units, rows);

        Assert.All(block[(rows * units)..], number => Assert.Equal(T.Zero, number));
        for (int row = 0; row < rows; row++)
        {
            var alone = new T[units];
            NarrowDense.Run<Narrow<TSize, T>, ElementTanh<T>, T>(parameters, x.AsSpan(row * Inputs), alone, units, 1);
            Assert.Equal(block.AsSpan(row * units, units).ToArray(), alone);
            for (int j = 0; j < units; j++)
            {
                double sum = TSize.HasBiases ? double.CreateTruncating(parameters[BiasesStart + j]) : 0;
                for (int i = 0; i < TSize.Depth; i++)
                {
                    double weight = double.CreateTruncating(parameters[WeightsStart + (Narrow<TSize, T>.Lanes * i) + j]);
                    sum += weight * double.CreateTruncating(x[(row * Inputs) + i]);
                }

                Assert.Equal(Math.Tanh(sum), double.CreateTruncating(alone[j]), tolerance);
            }
        }
    }

    private static T[] Numbers<T>(int count, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed, 1);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
    }

    private readonly struct Narrow<TSize, T> : IDenseShape<T>
        where TSize : struct, ISize
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Lanes => 16 / Unsafe.SizeOf<T>();

        public static int Columns => TSize.Units;

        public static int Depth => TSize.Depth;

        public static int RowStride => Inputs;

        public static int ResultStride => Lanes;

        public static int InputLanes => 16;

        public static int WeightsStart => NarrowDenseTests.WeightsStart;

        public static bool HasBiases => TSize.HasBiases;

        public static int BiasesStart => NarrowDenseTests.BiasesStart;
    }

    private readonly struct Of8To1 : ISize
    {
        public static int Depth => 8;

        public static int Units => 1;

        public static bool HasBiases => false;
    }

    private readonly struct Of9To2 : ISize
    {
        public static int Depth => 9;

        public static int Units => 2;

        public static bool HasBiases => true;
    }

    private readonly struct Of10To3 : ISize
    {
        public static int Depth => 10;

        public static int Units => 3;

        public static bool HasBiases => true;
    }

    private readonly struct Of15To4 : ISize
    {
        public static int Depth => 15;

        public static int Units => 4;

        public static bool HasBiases => true;
    }
}
