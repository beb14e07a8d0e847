using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Live;

/// <summary>The examples of docs/swap.md, line for line, so that they compile and run.</summary>
public sealed class SwapGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("swap.md", "SwapGuide.cs").AssertIsCompiled(3);

    [Fact]
    public void The_examples_run()
    {
        (var net, var trained, var spare) = (new DigitNet(seed: 1), new DigitNet(seed: 2), new DigitNet());
        var pixels = new float[DigitNet.InputSize];
        var scores = new float[DigitNet.OutputSize];
        pixels[0] = 1;
        using var folder = new Files.TemporaryFolder();
        string path = folder["digits"];
        trained.Save(path);

        {
            var live = new LiveNetwork<DigitNet>(net);
            live.Current.Forward(pixels, scores);                    // on any thread, at any time
            live.Swap(DigitNet.FromFile(path));                      // whoever asks for Current from now on gets this one
            Assert.Equal(trained.Parameters, live.Current.Parameters);
        }

        {
            var live = new LiveNetwork<DigitNet>(net);
            LiveReader<DigitNet> reader = live.CreateReader();       // once for each thread that infers
            reader.Current.Forward(pixels, scores);                  // then as often as it wants

            if (live.IsReleased)                                     // every reader has moved on from the network swapped out last
            {
                trained.Parameters.CopyTo(spare.Parameters);
                spare = live.Swap(spare);                            // the other one, to be written to next
            }

            Assert.Same(net, spare);
            Assert.Equal(trained.Parameters, reader.Current.Parameters);
        }
    }
}

/// <summary>The network of the guide.</summary>
[Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitNet;
