using CompiledNet.Fuzz.Graphs;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>What long runs over random graphs have found.</summary>
public sealed class FoundGraphTests
{
    // Two samples on two threads were one sample for each, which a dense layer computes in another order.
    [Fact]
    public void Threads_share_no_batch_of_few_samples_behind_a_flatten()
    {
        GraphNode[] nodes = [new(NodeKind.Flatten, [0]), new(NodeKind.Dense, [1], 340)];
        var spec = new GraphSpec(GraphShape.Sequence(85, 4), nodes, Loss.HalfSquaredError, Batch: 2, Threads: 2);
        Assert.Empty(GraphFuzz.CheckAll([spec, spec with { Batch = 4, Threads = 3 }], new Tally()).SelectMany(failures => failures));
    }

    // Fewer rows of dW than the four of a share: each thread added db.
    [Fact]
    public void Threads_that_get_no_rows_of_weights_add_no_gradient_of_biases()
    {
        GraphNode[] nodes =
        [
            new(NodeKind.Conv1D, [0], 16, Window: new GraphWindow(3)),
            new(NodeKind.Conv1D, [1], 16, Window: new GraphWindow(3, Groups: 16)),
            new(NodeKind.Dense, [2], 1),
            new(NodeKind.GRU, [3], 1),
            new(NodeKind.LSTM, [4], 1),
        ];
        var spec = new GraphSpec(GraphShape.Sequence(20, 1), nodes, Loss.HalfSquaredError, Batch: 2, Threads: 3);
        Assert.Empty(GraphFuzz.CheckAll([spec], new Tally()).SelectMany(failures => failures));
    }

    // Units that fill registers of 128 bits and are padded to wider ones: the last register of a gate was written into the next gate.
    [Fact]
    public void The_padding_of_a_gate_is_no_part_of_the_next()
    {
        GraphNode[] nodes = [new(NodeKind.LSTM, [0], 14), new(NodeKind.GRU, [1], 12)];
        var spec = new GraphSpec(GraphShape.Sequence(5, 3), nodes, Loss.HalfSquaredError, Batch: 3);
        Assert.Empty(GraphFuzz.CheckAll([spec, spec with { Precision = Precision.Single }], new Tally()).SelectMany(failures => failures));
    }
}
