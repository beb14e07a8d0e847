using CompiledNet.Fuzz.Declarations;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The part of the long run that every test run takes, and what it found once.</summary>
public sealed class RandomDeclarationTests
{
    public static TheoryData<int> Valid => [.. Enumerable.Range(0, DeclarationSources.All.Count)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_the_edits_start_from_compiles(int source)
    {
        Assert.Null(DeclarationRun.Check(DeclarationSources.All[source], out Outcome outcome));
        Assert.Equal(Outcome.Compiles, outcome);
    }

    // Found by the long run: nameof is no keyword.
    [Theory]
    [InlineData("namespace Demo; ", "public static int nameof(int first, int second) => first;")]
    [InlineData("namespace Demo.nameof; ", "")]
    public void The_generated_code_does_not_need_nameof(string space, string member)
    {
        string source = $$"""
            using CompiledNet;
            {{space}}
            [Network(2, Loss = Loss.CategoricalCrossEntropy)]
            [Dense(3, Activation.Softmax)]
            public partial class Net { {{member}} }
            """;
        Assert.Null(DeclarationRun.Check(source, out Outcome outcome));
        Assert.Equal(Outcome.Compiles, outcome);
    }

    // Found by the long run: the property Activation hides the enum from the attribute that declares it.
    [Theory]
    [InlineData("Activation", "Activation.ReLU", Outcome.Explained)]
    [InlineData("CompiledNet", "CompiledNet.Activation.ReLU", Outcome.Explained)]
    [InlineData("Activation", "CompiledNet.Activation.ReLU", Outcome.Compiles)]
    public void A_layer_named_like_what_its_attribute_refers_to_is_explained(string name, string activation, Outcome expected)
    {
        string source = $"""
            using CompiledNet;

            [Network(2)]
            [Dense(3, {activation}, Name = "{name}")]
            public partial class Net;
            """;
        Assert.Null(DeclarationRun.Check(source, out Outcome outcome));
        Assert.Equal(expected, outcome);
    }

    // Found by the long run: the layers of a network around another one are not members yet when the inner one is written.
    [Fact]
    public void A_layer_of_the_network_around_it_hides_nothing_from_a_network()
    {
        const string source = """
            using CompiledNet;

            [Network(2)]
            [Dense(3, Name = "Math")]
            public partial class Outer
            {
                [Network(2, Loss = Loss.MeanAbsoluteError)]
                [Dense(2)]
                public partial class Inner;
            }
            """;
        Assert.Null(DeclarationRun.Check(source, out Outcome outcome));
        Assert.Equal(Outcome.Compiles, outcome);
    }

    // Found by the long run: the generator took it for its own and asked it for its inputs.
    [Fact]
    public void An_attribute_of_the_users_that_is_named_like_ours_is_left_alone()
    {
        const string source = """
            [CompiledNet.Network(3)]
            public partial class Net;

            namespace CompiledNet
            {
                public sealed class NetworkAttribute(int size) : System.Attribute
                {
                    public int Size { get; } = size;
                }
            }
            """;
        Assert.Null(DeclarationRun.Check(source, out Outcome outcome));
        Assert.Equal(Outcome.Compiles, outcome);
    }

    [Fact]
    public void Random_declarations_compile_or_are_explained()
    {
        string? failure = DeclarationFuzz.Run(LongTests.Run ? 100 : 40, seed: 500, TimeSpan.MaxValue, TextWriter.Null);
        Assert.True(failure is null, failure);
    }
}
