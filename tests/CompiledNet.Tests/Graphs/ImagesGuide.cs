using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Graphs;

/// <summary>The example of docs/images.md, line for line, so that it compiles and runs.</summary>
public sealed class ImagesGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("images.md", "ImagesGuide.cs").AssertIsCompiled(1);

    [Fact]
    public void The_shapes_are_those_of_the_guide()
    {
        Assert.Contains("28 × 28 × 1 → 28 × 28 × 6", LeNet.Summary, StringComparison.Ordinal);
        Assert.Contains("14 × 14 × 6 → 10 × 10 × 16", LeNet.Summary, StringComparison.Ordinal);
        Assert.Contains("5 × 5 × 16 → 400", LeNet.Summary, StringComparison.Ordinal);
        var output = new float[LeNet.OutputSize];
        new LeNet(1).Forward(new float[LeNet.InputSize], output);
        Assert.Equal(1, output.Sum(), 1e-5f);
    }
}

[Network(28, 28, 1, Loss = Loss.CategoricalCrossEntropy)]     // height, width, channels
[Conv2D(6, 5, Activation.ReLU, Padding = PaddingMode.Same)]   // 28 × 28 × 6
[MaxPool2D(2)]                                                // 14 × 14 × 6
[Conv2D(16, 5, Activation.ReLU)]                              // 10 × 10 × 16
[MaxPool2D(2)]                                                // 5 × 5 × 16
[Flatten]                                                     // 400
[Dense(120, Activation.ReLU)]
[Dense(84, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class LeNet;
