using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>A random acyclic network, and what is done with it.</summary>
/// <param name="Input">The shape of a sample.</param>
/// <param name="SpareRows">How many more samples the workspace holds than the batch has, and where sequences may be of any length how many more steps.</param>
/// <param name="IsWeighted">Whether the samples have weights.</param>
/// <param name="InPlace">Whether the batch is gathered in <c>workspace.Input</c>.</param>
/// <param name="Classes">Whether the targets of a categorical cross-entropy are class indices.</param>
internal sealed record GraphSpec(
    GraphShape Input,
    IReadOnlyList<GraphNode> Nodes,
    Loss Loss,
    Precision Precision = Precision.Double,
    bool Vectorize = true,
    int Batch = 7,
    int SpareRows = 1,
    int Threads = 1,
    bool IsWeighted = false,
    bool InPlace = false,
    bool Classes = false,
    int Seed = 1)
{
    /// <summary>The last layer.</summary>
    public GraphNode Last => Nodes[^1];

    /// <summary>Numbers of a sample.</summary>
    public int Inputs => Input.Size;

    /// <summary>Numbers that it gives for a sample.</summary>
    public int Outputs => Output.Size;

    public GraphShape Output => ShapeOf(Nodes.Count);

    /// <summary>Whether the loss is computed from z of the last layer, so that it is finite whatever z is.</summary>
    public bool IsFused => (Loss, Last.Activation) is (Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy, Activation.Sigmoid)
        or (Loss.CategoricalCrossEntropy, Activation.Softmax);

    /// <summary>The shape of a value.</summary>
    /// <param name="value">0 for the network's input, k for the output of layer k.</param>
    public GraphShape ShapeOf(int value) => Shapes()[value]!;

    /// <summary>The shapes of all values; null where a layer does not take its inputs.</summary>
    public IReadOnlyList<GraphShape?> Shapes()
    {
        List<GraphShape?> shapes = [Input];
        foreach (GraphNode node in Nodes)
        {
            GraphShape?[] inputs = [.. node.Inputs.Select(input => shapes[input])];
            shapes.Add(inputs.Contains(null) ? null : node.OutputOf(inputs!));
        }

        return shapes;
    }

    /// <summary>The name of a value.</summary>
    public string NameOf(int value) =>
        value == 0 ? "Input" : Nodes[value - 1].Name ?? string.Create(CultureInfo.InvariantCulture, $"Layer{value}");

    /// <summary>Whether each layer takes its inputs, and each output but the last is read.</summary>
    public bool IsValid => !Shapes().Contains(null) && Enumerable.Range(1, Nodes.Count - 1).All(IsRead);

    /// <summary>Whether a layer takes a value.</summary>
    public bool IsRead(int value) => Nodes.Any(node => node.Inputs.Contains(value));

    /// <summary>The declaration, as a user writes it.</summary>
    public string Declaration(string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[Network({Input.Declaration}");
        text.Append(Loss == Loss.None ? "" : $", Loss = Loss.{Loss}");
        text.Append(Precision == Precision.Single ? "" : $", Precision = Precision.{Precision}");
        text.Append(Vectorize ? "" : ", Vectorize = false").Append(")]\n");
        for (int k = 0; k < Nodes.Count; k++)
        {
            text.Append(Nodes[k].Declaration(NameOf, k)).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"public partial class {name};\n").ToString();
    }

    /// <summary>The declaration, and in a comment what was done with it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"// batch {Batch}{(Input.IsOpen ? $", steps {Input.Height}" : "")}, spare rows {SpareRows}, threads {Threads}, weighted {IsWeighted}, in place {InPlace}, classes {Classes}, data seed {Seed}\n"
        + $"{Declaration("Smallest")}");
}
