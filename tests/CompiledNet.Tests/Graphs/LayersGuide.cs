using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Graphs;

/// <summary>The examples of docs/layers.md, line for line, so that they compile and run.</summary>
public sealed class LayersGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("layers.md", "LayersGuide.cs").AssertIsCompiled(4);

    [Fact]
    public void The_examples_run()
    {
        var net = new ResidualNet(seed: 1);
        var workspace = new ResidualNet.Workspace(batchSize: 4);
        var inputs = new float[4 * ResidualNet.InputSize];
        Array.Fill(inputs, 0.5f);

        workspace.Seed = 7;             // what dropout is drawn from, together with
        workspace.Step = 0;             // the number of the next step, which each training Forward counts up
        net.Forward(inputs, workspace); // drops, and renews running averages

        workspace.IsTraining = false;
        net.Forward(inputs, workspace); // the numbers of inference, with z, a and δ to look at
        workspace.IsTraining = true;

        var output = new float[4 * ResidualNet.OutputSize];
        net.Forward(inputs, output);
        Assert.Equal(0, workspace.Step - 1);
        Assert.Equal(2, new GatedNet.Workspace(1).Layer5.Deltas.Units);

        foreach (TensorInfo tensor in ResidualNet.Tensors)
        {
            var values = new float[tensor.Count];
            tensor.Read(net.Parameters, values);       // row-major; Write puts them back
            Console.WriteLine($"{tensor}: {tensor.Role}, {values.Length} numbers");
        }
    }
}

[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU, Name = "Stem")]
[LayerNorm]
[Dense(32, Activation.GELU)]
[Dropout(0.1)]
[Dense(32)]
[Add("Stem")]
[Dense(10, Activation.Softmax)]
public partial class ResidualNet;

[Network(inputs: 8, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.Sigmoid, Name = "Gate")]
[Dense(16, Activation.Tanh, From = "Input")]
[Multiply("Gate")]
[Concatenate("Input")]
[Dense(2)]
public partial class GatedNet;
