using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Writing;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>Names of a file become identifiers and comments, and nothing else.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("conv1", "conv1")]
    [InlineData("encoder.layers.0", "encoder_layers_0")]
    [InlineData("0", null)]
    [InlineData("class", null)]
    [InlineData("Layer7", null)]
    [InlineData("a\"; } evil", "a_evil")]
    [InlineData("", null)]
    public void A_name_becomes_an_identifier_or_none(string name, string? expected) => Assert.Equal(expected, Identifiers.FromName(name));

    [Fact]
    public void Names_that_are_taken_and_comments_that_are_code_still_compile()
    {
        LayerNode input = GraphBuilder.Input(Shape.Vector(2));
        LayerNode first = Dense(input, "Forward", "x\n[Dense(7)]\u2028public class Evil;");
        LayerNode second = Dense(first, "Forward", "*/ // \"");
        LayerNode third = Dense(second, "Net", "ToString");
        LayerNode fourth = Dense(third, "equals", "");
        var graph = new NetworkGraph(input, Dense(fourth, "Parameters", ""));

        Declaration declaration = DeclarationWriter.Write(graph, "Net", "model\r\npublic class Other; .onnx", ["note\npublic class Note;"], Loss.MeanSquaredError);

        Assert.Equal(12, declaration.Source.Split('\n').Length);
        using LoadedNetwork network = LoadedNetwork.Load(declaration.Source, "Net.cs", "Net");
        network.SetTensors(graph, declaration);
        Assert.Equal(10, network.Tensors.Count);
    }

    [Theory]
    [InlineData("My.Net", true)]
    [InlineData("Net", true)]
    [InlineData("My.", false)]
    [InlineData("My.class", false)]
    [InlineData("../Net", false)]
    [InlineData("Net { } class Evil", false)]
    public void The_class_must_be_a_name(string name, bool expected) => Assert.Equal(expected, Identifiers.IsFullName(name));

    private static LayerNode Dense(LayerNode input, string suggestion, string source)
    {
        LayerNode node = GraphBuilder.Dense(input, 2, new double[4], new double[2]);
        node.Suggestion = suggestion;
        node.Source = source;
        return node;
    }
}
