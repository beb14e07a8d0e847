using System.Numerics;

namespace CompiledNet.Tests.Training;

/// <summary>The index of the largest number, held against a loop that looks at one after the other.</summary>
public sealed class LargestNumberTests
{
    [Fact]
    public void It_is_the_first_of_the_largest_in_single_precision() => HoldAgainstLoop<float>();

    [Fact]
    public void It_is_the_first_of_the_largest_in_double_precision() => HoldAgainstLoop<double>();

    [Fact]
    public void Neither_zero_is_larger_than_the_other()
    {
        Assert.Equal(0, LargestNumber.IndexOf<float>([-0f, 0, 0, -0f, -1, -1, -1, -1, 0]));
        Assert.Equal(1, LargestNumber.IndexOf<float>([-1, 0, -0f, -1, -1, -1, -1, -1, 0]));
        Assert.Equal(9, LargestNumber.IndexOf<float>([-1, -1, -1, -1, -1, -1, -1, -1, -1, -0f]));
    }

    private static void HoldAgainstLoop<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(99, -5);
        for (int length = 1; length <= 70; length++)
        {
            for (int trial = 0; trial < 60; trial++)
            {
                // Many alike; now and then infinities, and a NaN of either sign anywhere.
                var values = new T[length];
                for (int i = 0; i < length; i++)
                {
                    int number = random.NextInt(trial % 4 == 0 ? 1000 : 6) - 3;
                    values[i] = number == -3 ? T.NegativeInfinity
                        : number == 2 && trial % 3 == 0 ? T.PositiveInfinity
                        : T.CreateTruncating(number);
                }

                Check(values);
                values[random.NextInt(length)] = trial % 2 == 0 ? T.NaN : -T.NaN;
                Check(values);
            }

            Check(Enumerable.Repeat(T.NegativeInfinity, length).ToArray());
            for (int place = 0; place < length; place++)
            {
                var values = new T[length];
                values[place] = T.Epsilon;
                Check(values);
                Assert.Equal(place, LargestNumber.IndexOf<T>(values));
            }
        }
    }

    private static void Check<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        int expected = values.Any(T.IsNaN) ? -1 : largest;
        Assert.Equal(expected, LargestNumber.IndexOf<T>(values));
    }
}
