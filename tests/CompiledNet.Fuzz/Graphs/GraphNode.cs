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
    Conv1D,
    Conv2D,
    MaxPool1D,
    MaxPool2D,
    AveragePool1D,
    AveragePool2D,
    GlobalMaxPool,
    GlobalAveragePool,
    LastStep,
    Flatten,
    GRU,
    LSTM,
}

/// <summary>A tensor that a layer has, by PyTorch's name without the layer's.</summary>
internal sealed record GraphTensor(string Name, params int[] Shape);

/// <summary>One layer of a graph. What is null is left to the default.</summary>
/// <param name="Inputs">The values that it takes, in order: 0 is the network's input, k the output of layer k.</param>
/// <param name="Units">Units, or filters.</param>
/// <param name="Window">The window of a convolution or a pooling.</param>
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
    GraphWindow? Window = null,
    FlattenOrder Order = FlattenOrder.ChannelsLast,
    bool ResetAfter = true,
    string? Name = null,
    bool NamesInput = false)
{
    /// <summary>Whether it takes several values.</summary>
    public bool IsJoin => Kind is NodeKind.Add or NodeKind.Multiply or NodeKind.Concatenate;

    public bool IsConvolution => Kind is NodeKind.Conv1D or NodeKind.Conv2D;

    public bool IsMaxPool => Kind is NodeKind.MaxPool1D or NodeKind.MaxPool2D or NodeKind.GlobalMaxPool;

    public bool IsRecurrent => Kind is NodeKind.GRU or NodeKind.LSTM;

    /// <summary>Whether it has an activation.</summary>
    public bool HasActivation =>
        Kind is NodeKind.Dense or NodeKind.Conv1D or NodeKind.Conv2D or NodeKind.Activate or NodeKind.LayerNorm or NodeKind.BatchNorm or NodeKind.Add
            or NodeKind.Multiply;

    /// <summary>The slope that is in force, by the documentation's defaults.</summary>
    public double EffectiveSlope => Slope ?? (Activation == Activation.ELU ? 1 : 0.01);

    public double EffectiveEpsilon => Epsilon ?? 1e-5;

    public double EffectiveMomentum => Momentum ?? 0.1;

    /// <summary>From one window to the next.</summary>
    public int Stride => Window?.Stride ?? (IsConvolution ? 1 : Window?.Height ?? 1);

    /// <summary>The shape of its output; null where it does not take such inputs.</summary>
    public GraphShape? OutputOf(IReadOnlyList<GraphShape> inputs)
    {
        GraphShape input = inputs[0];
        switch (Kind)
        {
            case NodeKind.Dense:
                return input.Kind == GraphKind.Images ? null : input with { Channels = Units };
            case NodeKind.Conv1D or NodeKind.MaxPool1D or NodeKind.AveragePool1D:
                return input.IsSequence && (IsConvolution || !input.IsOpen) ? Windowed(input) : null;
            case NodeKind.Conv2D or NodeKind.MaxPool2D or NodeKind.AveragePool2D:
                return input.Kind == GraphKind.Images ? Windowed(input) : null;
            case NodeKind.GlobalMaxPool or NodeKind.GlobalAveragePool:
                return input.Kind is GraphKind.Images or GraphKind.Sequences ? GraphShape.Vector(input.Channels) : null;
            case NodeKind.LastStep:
                return input.Kind == GraphKind.Sequences ? GraphShape.Vector(input.Channels) : null;
            case NodeKind.Flatten:
                return input.IsOpen ? null : GraphShape.Vector(input.Size);
            case NodeKind.GRU or NodeKind.LSTM:
                return input.IsSequence ? input with { Channels = Units } : null;
            case NodeKind.Add or NodeKind.Multiply:
                return inputs.All(other => other == input) ? input : null;
            case NodeKind.Concatenate:
                return inputs.All(other => other.HasPositionsOf(input)) ? input with { Channels = inputs.Sum(other => other.Channels) } : null;
            default:
                return input;
        }
    }

    /// <summary>The tensors that it has.</summary>
    /// <param name="channels">Channels of its input.</param>
    public IEnumerable<GraphTensor> TensorsOf(int channels)
    {
        int gates = (Kind == NodeKind.GRU ? 3 : 4) * Units;
        return Kind switch
        {
            NodeKind.Dense => WithBias(new GraphTensor("weight", Units, channels)),
            NodeKind.Conv1D => WithBias(new GraphTensor("weight", Units, channels / Window!.Groups, Window.Height)),
            NodeKind.Conv2D => WithBias(new GraphTensor("weight", Units, channels / Window!.Groups, Window.Height, Window.Width)),
            NodeKind.PReLU => [new GraphTensor("weight", channels)],
            NodeKind.LayerNorm => [new GraphTensor("weight", channels), new GraphTensor("bias", channels)],
            NodeKind.BatchNorm =>
            [
                new GraphTensor("weight", channels), new GraphTensor("bias", channels), new GraphTensor("running_mean", channels),
                new GraphTensor("running_var", channels),
            ],
            NodeKind.GRU or NodeKind.LSTM =>
            [
                new GraphTensor("weight_ih", gates, channels),
                new GraphTensor("weight_hh", gates, Units),
                .. Bias ? new[] { new GraphTensor("bias_ih", gates), new GraphTensor("bias_hh", gates) } : [],
            ],
            _ => [],
        };
    }

    /// <summary>The attribute.</summary>
    /// <param name="nameOf">The name of a value.</param>
    /// <param name="before">The value before it, which it takes unless <c>From</c> says otherwise.</param>
    public string Declaration(Func<int, string> nameOf, int before)
    {
        List<string> arguments = [.. Positional(nameOf)];
        Add(Kind is NodeKind.Add or NodeKind.Multiply && Activation != Activation.Identity, $"Activation = Activation.{Activation}");
        Add(!Bias, "Bias = false");
        Add(Slope is not null, $"Slope = {Text(Slope ?? 0)}");
        Add(Epsilon is not null, $"Epsilon = {Text(Epsilon ?? 0)}");
        Add(Momentum is not null, $"Momentum = {Text(Momentum ?? 0)}");
        Add(Window?.Stride is not null, $"Stride = {Text(Stride)}");
        Add(Window is { Dilation: not 1 }, $"Dilation = {Text(Window?.Dilation ?? 0)}");
        Add(Window is { Groups: not 1 }, $"Groups = {Text(Window?.Groups ?? 0)}");
        Add(Window is { Padding: not PaddingMode.Valid }, $"Padding = PaddingMode.{Window?.Padding}");
        Add(Window is { Pad: not 0 }, $"Pad = {Text(Window?.Pad ?? 0)}");
        Add(Order != FlattenOrder.ChannelsLast, $"Order = FlattenOrder.{Order}");
        Add(!ResetAfter, "ResetAfter = false");
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

    private GraphTensor[] WithBias(GraphTensor weights) => Bias ? [weights, new GraphTensor("bias", Units)] : [weights];

    private IEnumerable<string> Positional(Func<int, string> nameOf) => Kind switch
    {
        NodeKind.Dense => [Text(Units), $"Activation.{Activation}"],
        NodeKind.Conv1D => [Text(Units), Text(Window!.Height), $"Activation.{Activation}"],
        NodeKind.Conv2D when Window!.Height == Window.Width => [Text(Units), Text(Window.Height), $"Activation.{Activation}"],
        NodeKind.Conv2D => [Text(Units), Text(Window!.Height), Text(Window.Width), $"Activation.{Activation}"],
        NodeKind.MaxPool1D or NodeKind.MaxPool2D or NodeKind.AveragePool1D or NodeKind.AveragePool2D => [Text(Window!.Height)],
        NodeKind.GRU or NodeKind.LSTM => [Text(Units)],
        NodeKind.Activate => [$"Activation.{Activation}"],
        NodeKind.LayerNorm or NodeKind.BatchNorm when Activation != Activation.Identity => [$"Activation.{Activation}"],
        NodeKind.Dropout => [Text(Rate)],
        _ => Inputs.Skip(1).Select(input => $"\"{nameOf(input)}\""),
    };

    private GraphShape? Windowed(GraphShape input)
    {
        bool hasGroups = !IsConvolution || (input.Channels % Window!.Groups == 0 && Units % Window.Groups == 0);
        return hasGroups && NaiveWindows.Of(this, input) is { } windows
            ? input with { Height = windows.Height, Width = windows.Width, Channels = IsConvolution ? Units : input.Channels }
            : null;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
