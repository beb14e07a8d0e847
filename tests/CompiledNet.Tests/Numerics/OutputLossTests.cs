using System.Numerics;

namespace CompiledNet.Tests.Numerics;

/// <summary>The sum of losses and δ of output layers in registers against loops over doubles, at every size where registers begin and end.</summary>
public sealed class OutputLossTests
{
    /// <summary>Units × samples.</summary>
    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (int units in new[] { 1, 2, 3, 4, 5, 8, 10, 15, 16, 17, 33, 64 })
            {
                foreach (int samples in new[] { 1, 3, 32, 256 })
                {
                    sizes.Add(units, samples);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Squared_errors_in_single(int units, int samples) => AssertSum<float>(units, samples, 1e-6);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Squared_errors_in_double(int units, int samples) => AssertSum<double>(units, samples, 1e-13);

    // What follows the targets is NaN, as if another number of the caller's lay there: it must not reach the sum.
    private static void AssertSum<T>(int units, int samples, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = units * samples;
        T[] outputs = Followed(TestNumbers<T>(count, 1));
        T[] targets = Followed(TestNumbers<T>(count, 2));
        double expected = 0;
        for (int i = 0; i < count; i++)
        {
            double e = double.CreateTruncating(outputs[i]) - double.CreateTruncating(targets[i]);
            expected += e * e;
        }

        double actual = OutputLossRows.Sum<SquaredError<T>, T>(ref outputs[0], units, ref targets[0], units, samples);
        Assert.True(Math.Abs(actual - expected) <= tolerance * expected, $"{units} × {samples}: {actual}, not {expected}");
    }

    private static T[] Followed<T>(T[] numbers)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. numbers, .. Enumerable.Repeat(T.NaN, 64)];

    private static T[] TestNumbers<T>(int count, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed, 1);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((4 * random.NextDouble()) - 2))];
    }

    private readonly struct SquaredError<T> : IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static TVector Loss<TVector>(TVector output, TVector y)
            where TVector : struct, ISimd<TVector, double> => (output - y) * (output - y);

        public static TVector Delta<TVector>(TVector output, TVector y, TVector scale)
            where TVector : struct, ISimd<TVector, T> => (output - y) * scale;
    }
}
