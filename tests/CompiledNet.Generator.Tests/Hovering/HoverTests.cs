namespace CompiledNet.Generator.Tests.Hovering;

/// <summary>What an editor shows of a network while the mouse rests on it, as text.</summary>
public class HoverTests
{
    private const string Source =
        """
        using CompiledNet;

        [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
        [Dense(4, Activation.Sigmoid)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid)]
        public partial class Note2;

        public static class Program
        {
            public static double Step(Note2 net, Note2.Workspace workspace, double[] x, double[] y)
            {
                net.Forward(x, workspace);
                net.Forward(x, new double[2]);
                return net.Backward(y, workspace);
            }
        }
        """;

    [Fact]
    public async Task The_class_says_its_sizes_and_where_its_table_is() => Assert.Equal(
        """
        class Note2

        Note2: 2 → 2, double, L = ½ Σ (ŷ − y)²; 35 parameters. Its constant Summary is a table of the layers.
        """,
        await HoverAsync("Note2 net"));

    [Theory]
    [InlineData("Forward(x, workspace", "Forward propagation of a batch, keeping what Backward needs: x → a1 → a2 → a3 = ŷ.")]
    [InlineData("Forward(x, new", "Inference: 2 numbers in, 2 out, for each of n samples. Keeps and allocates nothing; thread-safe.")]
    [InlineData(
        "Backward(",
        "L = ½ Σ (ŷ − y)², averaged over the samples of the last Forward, and its gradient in every parameter.")]
    public async Task Forward_and_backward_say_what_they_do(string word, string said) =>
        Assert.Contains("\n\n" + said, await HoverAsync(word));

    private static async Task<string> HoverAsync(string word)
    {
        using var editor = new Editor(Source);
        return await editor.HoverAsync(word);
    }
}
