using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Graphs;

/// <summary>The examples of docs/images.md, line for line, so that they compile and run.</summary>
public sealed class ImagesGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("images.md", "ImagesGuide.cs").AssertIsCompiled(2);

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

    [Fact]
    public void It_learns_from_bytes()
    {
        var random = new Random(1);
        var pixels = new byte[20 * LeNet.InputSize];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, 20).Select(i => i % 10)];
        var net = new LeNet(1);
        float before = net.Parameters[0];

        DataSet<float> pictures = DataSet.OfBytes<float>(pixels, LeNet.InputSize, labels, LeNet.OutputSize);   // 0 to 255 become 0 to 1
        Trainer.Fit(net, pictures, new TrainingOptions
        {
            Epochs = 2,
            Augmentation = new ImageAugmentation(28, 28) { Shift = 2, FlipsHorizontally = true },
        });

        Assert.NotEqual(before, net.Parameters[0]);
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
