using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>The kinds of layers, by the names of their attributes.</summary>
internal enum NodeKind
{
    Dense,
    Activate,
    PReLU,
    Dropout,
    LayerNorm,
    BatchNorm,
    Add,
    Multiply,
    Concatenate,
}

/// <summary>One layer of a graph. What is null is left to the default.</summary>
/// <param name="Inputs">The values that it takes, in order: 0 is the network's input, k the output of layer k.</param>
/// <param name="NamesInput">Whether <c>From</c> is written although it names the layer before.</param>
internal sealed record GraphNode(
    NodeKind Kind,
    IReadOnlyList<int> Inputs,
    int Units = 0,
    Activation Activation = Activation.Identity,
    double? Slope = null,
    bool Bias = true,
    double? Epsilon = null,
    double? Momentum = null,
    double Rate = 0,
    string? Name = null,
    bool NamesInput = false)
{
    /// <summary>Whether it takes several values.</summary>
    public bool IsJoin => Kind is NodeKind.Add or NodeKind.Multiply or NodeKind.Concatenate;

    /// <summary>Whether it has an activation.</summary>
    public bool HasActivation =>
        Kind is NodeKind.Dense or NodeKind.Activate or NodeKind.LayerNorm or NodeKind.BatchNorm or NodeKind.Add or NodeKind.Multiply;

    /// <summary>The slope that is in force, by the documentation's defaults.</summary>
    public double EffectiveSlope => Slope ?? (Activation == Activation.ELU ? 1 : 0.01);

    public double EffectiveEpsilon => Epsilon ?? 1e-5;

    public double EffectiveMomentum => Momentum ?? 0.1;

    /// <summary>The attribute.</summary>
    /// <param name="nameOf">The name of a value.</param>
    /// <param name="before">The value before it, which it takes unless <c>From</c> says otherwise.</param>
    public string Declaration(Func<int, string> nameOf, int before)
    {
        List<string> arguments = Kind switch
        {
            NodeKind.Dense => [Text(Units), $"Activation.{Activation}"],
            NodeKind.Activate => [$"Activation.{Activation}"],
            NodeKind.LayerNorm or NodeKind.BatchNorm when Activation != Activation.Identity => [$"Activation.{Activation}"],
            NodeKind.Dropout => [Text(Rate)],
            _ => [.. Inputs.Skip(1).Select(input => $"\"{nameOf(input)}\"")],
        };
        Add(Kind is NodeKind.Add or NodeKind.Multiply && Activation != Activation.Identity, $"Activation = Activation.{Activation}");
        Add(!Bias, "Bias = false");
        Add(Slope is not null, $"Slope = {Text(Slope ?? 0)}");
        Add(Epsilon is not null, $"Epsilon = {Text(Epsilon ?? 0)}");
        Add(Momentum is not null, $"Momentum = {Text(Momentum ?? 0)}");
        Add(Name is not null, $"Name = \"{Name}\"");
        Add(NamesInput || Inputs[0] != before, $"From = \"{nameOf(Inputs[0])}\"");
        var text = new StringBuilder("[").Append(Kind);
        return (arguments.Count == 0 ? text : text.Append('(').AppendJoin(", ", arguments).Append(')')).Append(']').ToString();

        void Add(bool condition, string argument)
        {
            if (condition)
            {
                arguments.Add(argument);
            }
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
