using CompiledNet.Tests.Networks.SizesAroundWritingOut;

namespace CompiledNet.Tests.Networks;

/// <summary>Networks declared where and how one seldom declares them compute as any other.</summary>
public sealed class DeclarationTests
{
    public static TheoryData<string> Names => [.. Create().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Wherever_a_network_is_declared_it_infers_and_its_gradients_are_right(string name)
    {
        INetwork<double> network = Create()[name];
        double[] input = TestData.Draw<double>(network.InputSize);
        double[] output = new double[network.OutputSize];
        network.Forward(input, output);
        double[] expected = NaivePropagation.Forward(network, input);
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        if (network.Loss != Loss.None)
        {
            double[] target = TestData.Draw<double>(network.OutputSize, stream: 1);
            Assert.True(GradientCheck.Run<double>(network, input, target).Passed);
        }
    }

    [Fact]
    public void Keywords_are_names_of_layers_and_classes()
    {
        var network = new @class();
        Assert.Equal((3, 2), (network.@int.Weights.Rows, network.@params.Weights.Rows));
        Assert.Equal(["int", "params"], ((INetwork<double>)network).Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_network_keeps_what_is_its_own()
    {
        var network = new OwnMembersNet("Rex", seed: 7);
        Assert.Equal(("Rex", 1), (((INamed)network).Name, network.Calls));
        Assert.Equal(TestData.Bits<double>(new OwnMembersNet(seed: 7).Parameters), TestData.Bits<double>(network.Parameters));
        double[] output = new double[2];
        network.Forward([0.5, -0.5], output);
        Assert.Equal(output[0], network.Predict(0.5, -0.5));
    }

    [Fact]
    public void Layers_are_drawn_as_declared()
    {
        var network = new InitializersNet(seed: 3);
        Assert.Equal(2.0 / 200, Variance(network.Layer1.Weights.ToArray()), 0.0005);
        Assert.Equal(1.0 / 100, Variance(network.Layer2.Weights.ToArray()), 0.0005);
        Assert.Equal(2.0 / 100, Variance(network.Layer3.Weights.ToArray()), 0.001);
        Assert.Equal(0, Variance(network.Layer4.Weights.ToArray()));
        Assert.Equal(2.0 / 100, Variance(network.Layer5.Weights.ToArray()), 0.001);
        Assert.Equal(0, Variance(network.Layer1.Biases.ToArray()));
        Assert.Equal(1.0 / 300, Variance(network.Layer4.Biases.ToArray()), 0.001);

        // Normal numbers leave the interval that uniform ones of the same variance keep to.
        Assert.True(network.Layer3.Weights.ToArray().Max() > 1.5 * Math.Sqrt(6.0 / 100));
        Assert.True(network.Layer5.Weights.ToArray().Max() <= Math.Sqrt(6.0 / 100));
    }

    private static double Variance(double[] numbers) => numbers.Average(x => x * x);

    private static Dictionary<string, INetwork<double>> Create() => new()
    {
        ["in a struct"] = new Places.Inner.InStruct(1),
        ["in a record"] = new Places.Record.InRecord(1),
        ["in a generic class"] = new Places.Generic<int, string>.InGeneric(1),
        ["private"] = Places.CreateHidden(),
        ["named by a keyword"] = new @class(1),
        ["derived"] = new OwnMembersNet(1),
        ["in the global namespace"] = new GlobalNet(1),
        ["1-1"] = new OneByOne(1),
        ["64-1"] = new SixtyFourByOne(1),
        ["65-1"] = new SixtyFiveByOne(1),
        ["1-64"] = new OneBySixtyFour(1),
        ["1-65"] = new OneBySixtyFive(1),
        ["8-8-9-8"] = new EightByEight(1),
    };
}
