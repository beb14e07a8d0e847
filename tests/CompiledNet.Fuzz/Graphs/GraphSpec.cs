using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>A random acyclic network, and what is done with it.</summary>
/// <param name="SpareRows">How many more samples the workspace holds than the batch has.</param>
/// <param name="IsWeighted">Whether the samples have weights.</param>
/// <param name="InPlace">Whether the batch is gathered in <c>workspace.Input</c>.</param>
/// <param name="Classes">Whether the targets of a categorical cross-entropy are class indices.</param>
internal sealed record GraphSpec(
    int Inputs,
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

    public int Outputs => SizeOf(Nodes.Count);

    /// <summary>Whether the loss is computed from z of the last layer, so that it is finite whatever z is.</summary>
    public bool IsFused => (Loss, Last.Activation) is (Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy, Activation.Sigmoid)
        or (Loss.CategoricalCrossEntropy, Activation.Softmax);

    /// <summary>Numbers of a value.</summary>
    /// <param name="value">0 for the network's input, k for the output of layer k.</param>
    public int SizeOf(int value)
    {
        if (value == 0)
        {
            return Inputs;
        }

        GraphNode node = Nodes[value - 1];
        return node.Kind switch
        {
            NodeKind.Dense => node.Units,
            NodeKind.Concatenate => node.Inputs.Sum(SizeOf),
            _ => SizeOf(node.Inputs[0]),
        };
    }

    /// <summary>The name of a value.</summary>
    public string NameOf(int value) =>
        value == 0 ? "Input" : Nodes[value - 1].Name ?? string.Create(CultureInfo.InvariantCulture, $"Layer{value}");

    /// <summary>Whether sums and products join values of one size, and each output but the last is read.</summary>
    public bool IsValid =>
        Nodes.All(node => node.Kind is not (NodeKind.Add or NodeKind.Multiply) || node.Inputs.All(input => SizeOf(input) == SizeOf(node.Inputs[0])))
        && Enumerable.Range(1, Nodes.Count - 1).All(IsRead);

    /// <summary>Whether a layer takes a value.</summary>
    public bool IsRead(int value) => Nodes.Any(node => node.Inputs.Contains(value));

    /// <summary>The declaration, as a user writes it.</summary>
    public string Declaration(string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[Network(inputs: {Inputs}");
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
        $"// batch {Batch}, spare rows {SpareRows}, threads {Threads}, weighted {IsWeighted}, in place {InPlace}, classes {Classes}, data seed {Seed}\n"
        + $"{Declaration("Smallest")}");
}
