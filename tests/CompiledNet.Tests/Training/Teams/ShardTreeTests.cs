namespace CompiledNet.Tests.Training.Teams;

/// <summary>Which process has which shards, and in what order they are added.</summary>
public sealed class ShardTreeTests
{
    [Fact]
    public void Nodes_of_all_processes_are_all_shards_in_order()
    {
        for (int shards = 1; shards <= 33; shards++)
        {
            for (int size = 1; size <= shards; size++)
            {
                int next = 0;
                for (int rank = 0; rank < size; rank++)
                {
                    var tree = new ShardTree(shards, rank, size);
                    Assert.InRange(tree.ShardCount, 1, tree.MostShards);
                    Assert.Equal(next, tree.FirstShard);
                    for (int node = tree.FirstNodeOf(rank); node < tree.FirstNodeOf(rank + 1); node++)
                    {
                        (int first, int end) = tree.Node(node);
                        Assert.Equal(next, first);
                        Assert.Equal(node, tree.NodeOf(first, end));
                        Assert.All(Enumerable.Range(first, end - first), shard => Assert.Equal(rank, tree.ProcessOf(shard)));
                        next = end;
                    }
                }

                Assert.Equal(shards, next);
            }
        }
    }

    [Fact]
    public void A_process_has_one_node_where_both_numbers_are_powers_of_two()
    {
        foreach (int size in (int[])[1, 2, 4, 8, 16])
        {
            Assert.Equal(size, new ShardTree(16, 0, size).NodeCount);
        }

        Assert.Equal([(0, 2), (2, 4), (4, 5), (5, 6), (6, 8)], Enumerable.Range(0, 5).Select(new ShardTree(8, 0, 3).Node));
    }

    [Theory]
    [InlineData(8, 64)]
    [InlineData(8, 61)]
    [InlineData(8, 3)]
    [InlineData(5, 7)]
    public void Shards_differ_by_one_sample_at_the_most(int shards, int samples)
    {
        var tree = new ShardTree(shards, 0, 1);
        int[] counts = [.. Enumerable.Range(0, shards).Select(shard => tree.CountOf(shard, samples))];
        Assert.Equal(samples, counts.Sum());
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        Assert.Equal(samples > 0, tree.HasSamples(0, shards, samples));
    }

    [Theory]
    [InlineData(4, "((0+1)+(2+3))")]
    [InlineData(6, "(((0+1)+(2+3))+(4+5))")]
    [InlineData(7, "(((0+1)+(2+3))+((4+5)+6))")]
    public void The_tree_is_that_of_its_left_half_and_its_right_half(int shards, string expected) => Assert.Equal(expected, Text(0, shards));

    [Fact]
    public void Numbers_are_added_in_the_order_of_the_tree()
    {
        const double Large = 1e17;
        Assert.Equal(0, ShardTree.Sum([Large, 1, -Large, -1]));
        Assert.Equal(((Large + 1) + (2 + 3)) + (4 + 5), ShardTree.Sum([Large, 1, 2, 3, 4, 5]));
    }

    private static string Text(int first, int end)
    {
        if (end - first == 1)
        {
            return $"{first}";
        }

        int middle = ShardTree.MiddleOf(first, end);
        return $"({Text(first, middle)}+{Text(middle, end)})";
    }
}
