using CompiledNet.Tests.Documentation;
using CompiledNet.Tests.Files;
using CompiledNet.Tests.Networks;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Freezing;

/// <summary>The network of docs/frozen.md; its weights are those of seed 42.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public partial class DigitNet;

/// <summary>The examples of docs/frozen.md, line for line, so that they compile and run.</summary>
public sealed class FrozenGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("frozen.md", "FrozenGuide.cs").AssertIsCompiled(3);

    [Fact]
    public void The_examples_run()
    {
        using var folder = new TemporaryFolder();
        string weights = folder["DigitNet.Frozen.cs"];
        var net = new DigitNet(seed: 42);
        float[] pixels = TestData.Draw<float>(64);
        var scores = new float[10];

        {
            net.ExportFrozen("DigitNet.Frozen.cs");         // after training, into the folder of the project that declares DigitNet
        }

        File.Move("DigitNet.Frozen.cs", weights);

        {
            DigitNet.Frozen.Forward(pixels, scores);         // from the next build on: no instance, no file, no start-up
        }

        var expected = new float[10];
        net.Forward(pixels, expected);
        Assert.Equal(expected, scores);

        {
            ReadOnlySpan<float> parameters = DigitNet.Frozen.Parameters;    // laid out as those of an instance
            DigitNet further = DigitNet.Frozen.CreateNetwork();             // an instance, to be trained further
            DigitNet.Frozen.Prepare();                                      // what the first Forward of a thread would do, for a loop that may not wait
            Assert.Equal(parameters, further.Parameters);
        }

        // What is committed is what is exported today.
        string committed = Guide.ReadSource("DigitNet.Frozen.cs");
        Assert.Equal(committed, File.ReadAllText(weights));
    }

    [Fact]
    public void A_network_that_no_generator_wrote_is_refused()
    {
        using var folder = new TemporaryFolder();
        var decorated = new NetworkDecorator<float>(new DigitNet());

        Assert.Equal("network", Assert.Throws<ArgumentException>(() => decorated.ExportFrozen(folder["Net.Frozen.cs"])).ParamName);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("Net.Frozen.cs", "Net.Frozen.bin")]
    [InlineData("Net.frozen.cs", "Net.Frozen.bin")]
    [InlineData("Weights.cs", "Weights.cs.Frozen.bin")]
    public void The_second_file_has_the_ending_that_a_build_looks_for(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        new LargeFileNet().ExportFrozen(folder[path]);

        Assert.Equal([path, expected], folder.Names.OrderBy(name => name == expected));
    }
}
