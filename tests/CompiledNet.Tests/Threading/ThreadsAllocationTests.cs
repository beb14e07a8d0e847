using System.Diagnostics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Threading;

/// <summary>A training step on several threads allocates nothing on any of them.</summary>
[Collection(nameof(ThreadTeamTests))]
public sealed class ThreadsAllocationTests
{
    [Fact]
    public void Nothing_is_allocated_on_any_thread()
    {
        const int Batch = 101;
        var network = new SharedSingleNet(6);
        var workspace = new SharedSingleNet.Workspace(Batch, inputGradient: true) { Threads = 2 };
        var optimizer = new Adam { Threads = 2 };
        float[] input = TestData.Draw<float>(Batch * SharedSingleNet.InputSize);
        float[] target = TestData.Draw<float>(Batch * SharedSingleNet.OutputSize);
        var output = new float[Batch * SharedSingleNet.OutputSize];

        // No test runs beside this one, but the test runner has threads too: what the step allocates it does in every try.
        long least = long.MaxValue;
        for (var time = Stopwatch.StartNew(); least > 0 && time.Elapsed < TimeSpan.FromSeconds(20);)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            network.Forward(input, workspace);
            network.Backward(target, workspace);
            optimizer.Step(network.Parameters, workspace.Gradients);
            network.Forward(input, output, 2);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }
}
