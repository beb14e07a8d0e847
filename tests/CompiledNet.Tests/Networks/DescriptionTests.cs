using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>What a network says of itself.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void Sizes_are_constants()
    {
        const int Inputs = MediumNet.InputSize;
        const int Outputs = MediumNet.OutputSize;
        const int Parameters = MediumNet.ParameterCount;
        Assert.Equal((64, 10, (64 * 32) + 32 + (32 * 10) + 10), (Inputs, Outputs, Parameters));
        Assert.Equal((3 * 7) + (7 * 2) + 2, LosslessNet.ParameterCount);
    }

    [Fact]
    public void A_layer_as_text_says_what_its_lists_hold() => Assert.Equal(
        "LayerInfo { Name = Layer2, Kind = Dense, InputSize = 32, OutputSize = 10, Activation = Softmax, From = [], "
        + "Tensors = [Layer2.weight (10 × 32), Layer2.bias (10)] }",
        ((INetwork<float>)new MediumNet()).Layers[1].ToString());

    [Fact]
    public void The_summary_is_a_table_of_the_layers()
    {
        const string Summary = MediumNet.Summary;
        string[] lines = Summary.Split('\n');
        Assert.DoesNotContain('\r', Summary);
        Assert.Equal("MediumNet: 64 → 10, float, L = −Σ y ln ŷ", lines[0]);
        AssertRow(lines[2], "Layer", "Kind", "Shape", "Activation", "Parameters", "Bytes", "Multiply-adds");
        AssertRow(lines[4], "Layer1", "Dense", "64 → 32", "ReLU", "2,080", "8,320", "2,048");
        AssertRow(lines[5], "Layer2", "Dense", "32 → 10", "Softmax", "330", "1,320", "320");
        AssertRow(lines[7], "Total", "64 → 10", "2,410", "9,640", "2,368");
        Assert.Equal(lines[1].Length, lines[7].Length);
        string rule = new('─', lines[2].Length);
        Assert.Equal((rule, rule, rule, rule), (lines[1], lines[3], lines[6], lines[8]));
        Assert.Equal(11, lines.Length);
        AssertRow(LosslessNet.Summary.Split('\n')[4], "Hidden", "3 → 7", "SiLU", "21");
        Assert.StartsWith("LosslessNet: 3 → 2, float, no loss", LosslessNet.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_says_what_memory_a_workspace_takes()
    {
        AssertRow(MediumNet.Summary.Split('\n')[10], "Workspace:", $"{BytesOfSample(size => new MediumNet.Workspace(size))} bytes a sample");
        AssertRow(WatchedNet.Summary.Split('\n')[11], "Workspace:", $"{BytesOfSample(size => new WatchedNet.Workspace(size))} bytes a sample");

        // Of one sample, whose buffers are rounded up each, the rest is gradients, copies of Wᵀ, and the objects themselves.
        long once = Allocated(() => new MediumNet.Workspace(1)) - BytesOfSample(size => new MediumNet.Workspace(size));
        string text = MediumNet.Summary.Split('\n')[10];
        double said = 1024 * double.Parse(
            text[(text.IndexOf("; ", StringComparison.Ordinal) + 2)..text.IndexOf(" KiB", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(once, said - 100, said + 1800);
    }

    private static long BytesOfSample<T>(Func<int, T> create)
        where T : class => (Allocated(() => create(2048)) - Allocated(() => create(1024))) / 1024;

    private static long Allocated<T>(Func<T> create)
        where T : class
    {
        GC.KeepAlive(create());
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(create());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Layers_say_what_was_declared()
    {
        IReadOnlyList<LayerInfo> layers = ((INetwork<float>)new LosslessNet()).Layers;
        Assert.Equal(["Hidden", "Layer2"], layers.Select(layer => layer.Name));
        Assert.Equal([(3, 7), (7, 2)], layers.Select(layer => (layer.InputSize, layer.OutputSize)));
        Assert.Equal([Activation.SiLU, Activation.Identity], layers.Select(layer => layer.Activation));
        Assert.Equal([21, 16], layers.Select(layer => layer.ParameterCount));
        Assert.Equal([0, 2], layers.Select(layer => layer.Biases.Count));
        Assert.Equal(Loss.None, ((INetwork<float>)new LosslessNet()).Loss);
        Assert.Equal(Loss.BinaryCrossEntropy, ((INetwork<double>)new LogisticNet()).Loss);
    }

    [Fact]
    public void Code_that_knows_only_the_interface_gets_the_same_numbers()
    {
        var network = new SquareNet(seed: 3);
        var workspace = new SquareNet.Workspace(2, inputGradient: true);
        double[] input = TestData.Draw<double>(8);
        double[] target = TestData.Draw<double>(8, stream: 1);
        network.Forward(input, workspace);
        double loss = network.Backward(target, workspace);

        (double genericLoss, double[] gradients, double[] inputGradient) = Train(network, input, target);
        Assert.Equal(loss, genericLoss);
        Assert.Equal(workspace.Gradients.ToArray(), gradients);
        Assert.Equal(workspace.InputGradient.ToArray(), inputGradient);
        Assert.Equal((4, 4, SquareNet.ParameterCount), Sizes(network));
    }

    /// <summary>The type arguments are inferred at the call.</summary>
    private static (T Loss, T[] Gradients, T[] InputGradient) Train<T>(INetwork<T> network, T[] input, T[] target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = network.CreateWorkspace(input.Length / network.InputSize, inputGradient: true);
        network.Forward(input, workspace);
        Assert.Equal(network.EvaluateLoss(target, workspace), network.Backward(target, workspace));
        return (network.Backward(target, workspace), workspace.Gradients.ToArray(), workspace.InputGradient.ToArray());
    }

    private static (int Inputs, int Outputs, int Parameters) Sizes<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => (network.InputSize, network.OutputSize, network.ParameterCount);

    private static void AssertRow(string line, params string[] cells)
    {
        int from = 0;
        foreach (string cell in cells)
        {
            int at = line.IndexOf(cell, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{cell}' is missing in '{line}'");
            from = at + cell.Length;
        }
    }
}
