using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>Gradients of shards are added as a recursion over the tree adds them, whatever is done by which process, and in what blocks.</summary>
public sealed class GradientSumTests
{
    [Theory]
    [InlineData(8, 64, 1, 1000)]
    [InlineData(8, 61, 100, 1000)]
    [InlineData(8, 5, 1000, 64)]
    [InlineData(8, 64, 1000, 48)]
    [InlineData(6, 20, 77, 1000)]
    [InlineData(13, 40, 333, 100)]
    public void The_sum_is_that_of_the_tree(int shards, int samples, int length, int block)
    {
        float[] expected = Naive(0, shards, new ShardTree(shards, 0, 1), samples, length)!;
        for (int size = 1; size <= shards; size++)
        {
            float[][] sums = LocalTeam.Run(size, team =>
            {
                var sum = new GradientSum<float>(new ShardTree(shards, team.Rank, team.Size), team, length, block);
                var result = new float[length];

                // The second time nothing of the first may be left.
                sum.Form(new Source(length), shards);
                sum.Exchange(result);
                sum.Form(new Source(length), samples);
                sum.Exchange(result);
                return result;
            });
            Assert.All(sums, sum => Assert.Equal(TestData.Bits<float>(expected), TestData.Bits<float>(sum)));
        }
    }

    private static float[]? Naive(int first, int end, ShardTree tree, int samples, int length)
    {
        if (end - first == 1)
        {
            int count = tree.CountOf(first, samples);
            float share = (float)((double)count / samples);
            return count == 0 ? null : [.. GradientsOf(first, length).Select(gradient => share * gradient)];
        }

        int middle = ShardTree.MiddleOf(first, end);
        float[]? left = Naive(first, middle, tree, samples, length);
        float[]? right = Naive(middle, end, tree, samples, length);
        return left is null || right is null ? left ?? right : [.. left.Zip(right, (a, b) => a + b)];
    }

    private static float[] GradientsOf(int shard, int length) => TestData.Draw<float>(length, shard);

    private sealed class Source(int length) : IShardSource<float>
    {
        // As a workspace's: the next shard overwrites it.
        private readonly float[] _gradients = new float[length];

        public ReadOnlySpan<float> Compute(int shard)
        {
            GradientsOf(shard, _gradients.Length).CopyTo(_gradients, 0);
            return _gradients;
        }
    }
}
