namespace CompiledNet.Fuzz.Graphs;

/// <summary>A layer whose rows depend on other rows of the sample.</summary>
/// <param name="spec">The graph.</param>
/// <param name="parameters">The tensors of the graph, by their names.</param>
/// <param name="value">The layer's output.</param>
internal abstract class NaiveLayer(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value)
{
    /// <summary>The value that it gives.</summary>
    protected int Value => value;

    /// <summary>The value that it takes.</summary>
    protected int Input => Node.Inputs[0];

    protected GraphNode Node { get; } = spec.Nodes[value - 1];

    protected GraphShape InputShape { get; } = spec.ShapeOf(spec.Nodes[value - 1].Inputs[0]);

    protected GraphShape OutputShape { get; } = spec.ShapeOf(value);

    /// <summary>The layer that gives a value.</summary>
    public static NaiveLayer Of(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) => spec.Nodes[value - 1].Kind switch
    {
        NodeKind.Conv1D or NodeKind.Conv2D => new NaiveConvolution(spec, parameters, value),
        NodeKind.GRU => new NaiveGru(spec, parameters, value),
        NodeKind.LSTM => new NaiveLstm(spec, parameters, value),
        NodeKind.Flatten or NodeKind.LastStep => new NaiveChoice(spec, parameters, value),
        _ => new NaivePool(spec, parameters, value),
    };

    /// <summary>z of each row.</summary>
    public abstract double[][] Forward(NaiveForward pass);

    /// <summary>From ∂L/∂z of each row to the layer's parameters and to the value that it takes.</summary>
    public abstract void Backward(NaiveForward pass, double[][] delta, NaiveBackward back);

    protected string NameOf(string tensor) => $"{spec.NameOf(value)}.{tensor}";

    /// <summary>A tensor; null where the layer has none of that name.</summary>
    protected double[]? Tensor(string tensor) => parameters.GetValueOrDefault(NameOf(tensor));
}
