using System.Numerics;

namespace CompiledNet;

/// <summary>Random orders and divisions of samples, drawn from the library's own generator.</summary>
internal static class Splitter
{
    /// <summary>The streams of a seed that the training side draws from; the layers of a network use 0 and up.</summary>
    public const int ShuffleStream = -1;

    private const int SplitStream = -2;

    private const int FoldStream = -3;

    /// <summary>Puts items in a random order, each order equally likely (Durstenfeld's form of the Fisher–Yates shuffle, 1964).</summary>
    /// <param name="items">The items.</param>
    /// <param name="random">Where the order comes from.</param>
    public static void Shuffle(Span<int> items, ref SeededRandom random)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = random.NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Chooses samples at random, of each class the same share to within one sample.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples; where targets mean no classes, all count as one.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>For each sample whether it was chosen.</returns>
    public static bool[] Choose<T>(DataSet<T> data, int count, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        List<int>[] members = Members(data);
        int[] shares = Shares([.. members.Select(m => m.Count)], count, data.Count);

        var random = new SeededRandom(seed, SplitStream);
        bool[] chosen = new bool[data.Count];
        for (int group = 0; group < members.Length; group++)
        {
            int[] samples = [.. members[group]];
            Shuffle(samples, ref random);
            foreach (int sample in samples.AsSpan(0, shares[group]))
            {
                chosen[sample] = true;
            }
        }

        return chosen;
    }

    /// <summary>
    /// Deals the samples out among folds as cards are dealt, class after class, each class in random order. The first fold to get a
    /// sample of a class is the one after the last of the class before, so that neither classes nor folds differ by more than one.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples; where targets mean no classes, all count as one.</param>
    /// <param name="folds">How many folds, at least 1.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>For each sample its fold.</returns>
    public static int[] Deal<T>(DataSet<T> data, int folds, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed, FoldStream);
        int[] foldOf = new int[data.Count];
        int dealt = 0;
        foreach (List<int> group in Members(data))
        {
            int[] samples = [.. group];
            Shuffle(samples, ref random);
            foreach (int sample in samples)
            {
                foldOf[sample] = dealt++ % folds;
            }
        }

        return foldOf;
    }

    /// <summary>The samples of each class, in order; all as one group where a sample has none.</summary>
    private static List<int>[] Members<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] classes = TargetClass.OfAll(data) ?? new int[data.Count];
        var members = new List<int>[classes.Max() + 1];
        for (int group = 0; group < members.Length; group++)
        {
            members[group] = [];
        }

        for (int sample = 0; sample < data.Count; sample++)
        {
            members[classes[sample]].Add(sample);
        }

        return members;
    }

    /// <summary>
    /// Divides a count among groups in proportion to their sizes, by largest remainder: each gets the whole part of its due, and those
    /// with the largest rest one more. In integers, so that no rounding can differ.
    /// </summary>
    private static int[] Shares(int[] sizes, int count, int total)
    {
        int[] shares = [.. sizes.Select(size => (int)((long)size * count / total))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, sizes.Length)
            .OrderByDescending(group => (long)sizes[group] * count % total);
        foreach (int group in byRemainder.Take(count - shares.Sum()))
        {
            shares[group]++;
        }

        return shares;
    }
}
