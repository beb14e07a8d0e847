namespace CompiledNet.Tool.Graph;

/// <summary>A layer of the network that is written, or its input.</summary>
internal sealed class LayerNode
{
    /// <summary>The kind of the network's input.</summary>
    public const string InputKind = "Input";

    /// <summary>The ε of a normalization whose attribute says none.</summary>
    public const double UsualEpsilon = 1e-5;

    /// <summary>The attribute's name.</summary>
    public required string Kind { get; init; }

    /// <summary>What it reads; empty for the network's input.</summary>
    public required List<LayerNode> Inputs { get; init; }

    /// <summary>What it gives.</summary>
    public required Shape Shape { get; init; }

    /// <summary>The numbers that the attribute takes first: units, filters and kernel, sizes.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>Named arguments, as C# writes them.</summary>
    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>Its tensors, in the order of <c>Net.Tensors</c>.</summary>
    public List<LayerTensor> Tensors { get; init; } = [];

    public Activation Activation { get; set; }

    /// <summary>The slope of leaky ReLU, the α of ELU; null for the library's default.</summary>
    public double? Slope { get; set; }

    /// <summary>Of a normalization: what is added to the variance.</summary>
    public double Epsilon { get; init; } = UsualEpsilon;

    /// <summary>What the file calls it; empty where the name says nothing.</summary>
    public string Source { get; set; } = "";

    /// <summary>What its attribute does not say by itself; empty where there is nothing.</summary>
    public string Remark { get; set; } = "";

    /// <summary>Its name in the file, and what else is to be said.</summary>
    public string Comment => Remark.Length == 0 ? Source : Source.Length == 0 ? Remark : $"{Source} ({Remark})";

    /// <summary>The name that the file suggests for the layer; null for none.</summary>
    public string? Suggestion { get; set; }

    /// <summary>Whether it is a BatchNorm that only multiplies and adds.</summary>
    public bool IsScale { get; init; }

    public bool IsInput => Kind == InputKind;

    /// <summary>Whether its attribute has an activation.</summary>
    public bool TakesActivation => Kind is "Dense" or "Conv1D" or "Conv2D" or "BatchNorm" or "LayerNorm" or "Add" or "Multiply";

    public LayerTensor Tensor(string name) => Tensors.First(tensor => tensor.Name == name);

    /// <summary>Gives a tensor other numbers; one that is not there yet becomes a vector of them, after the others.</summary>
    public void Set(string name, double[] values)
    {
        int index = Tensors.FindIndex(tensor => tensor.Name == name);
        if (index < 0)
        {
            Tensors.Add(new LayerTensor(name, [values.Length], values));
        }
        else
        {
            Tensors[index] = Tensors[index] with { Values = values };
        }
    }
}
