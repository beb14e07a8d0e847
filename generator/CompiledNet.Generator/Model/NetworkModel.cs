namespace CompiledNet.Generator.Model;

/// <summary>What the user declared, checked, and nothing else: no symbol, no syntax, no decision.</summary>
/// <param name="Type">The class.</param>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Loss">The declared loss.</param>
/// <param name="Precision">The declared precision.</param>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="Watch">Which passes the user watches.</param>
/// <param name="Vectorize">Whether the network is to have vector kernels.</param>
/// <param name="Frozen">The weights that were exported for this declaration; null where there are none, or they do not fit.</param>
internal sealed record NetworkModel(
    TypeModel Type,
    Shape Input,
    Loss Loss,
    Precision Precision,
    EquatableArray<LayerModel> Layers,
    WatchModel Watch,
    bool Vectorize = true,
    FrozenModel? Frozen = null)
{
    /// <summary>Numbers in one sample.</summary>
    public int Inputs => Input.Size;

    /// <summary>The output layer.</summary>
    public LayerModel OutputLayer => Layers[Layers.Count - 1];
}

/// <summary>Exported weights.</summary>
/// <param name="Numbers">The numbers of a small network in base 64; null if a resource holds them.</param>
/// <param name="Resource">The name of the resource, or null.</param>
/// <param name="Checksum">Their checksum.</param>
/// <param name="InPlace">Whether the resource is read in place, wherever that is.</param>
internal sealed record FrozenModel(string? Numbers, string? Resource, ulong Checksum, bool InPlace);

/// <summary>Which of the partial methods that show a training step the user has implemented.</summary>
/// <param name="Forward">OnForward.</param>
/// <param name="Backward">OnBackward.</param>
internal sealed record WatchModel(bool Forward, bool Backward);

/// <summary>A declared layer, and where it stands in the graph.</summary>
/// <param name="Name">The layer's name, an identifier without @.</param>
internal abstract record LayerModel(string Name)
{
    /// <summary>The values that it takes: 0 is the network's input, and k the output of the k-th layer.</summary>
    public EquatableArray<int> Sources { get; init; }

    /// <summary>Their shapes.</summary>
    public EquatableArray<Shape> Inputs { get; init; }

    /// <summary>The shape of what it gives.</summary>
    public Shape Output { get; init; } = Shape.Vector(1);

    /// <summary>Channels of its first input: of a vector, its size.</summary>
    public int InputSize => Inputs[0].Channels;
}

/// <summary>A tensor of a layer.</summary>
/// <param name="Name">Its name as PyTorch has it, without the layer's: <c>weight</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Role">What it is.</param>
internal sealed record TensorModel(string Name, EquatableArray<int> Shape, TensorRole Role)
{
    public TensorModel(string name, TensorRole role, params int[] shape)
        : this(name, new EquatableArray<int>(shape), role)
    {
    }

    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Whether training changes it by its gradient.</summary>
    public bool IsTrained => Role != TensorRole.Statistic;
}

/// <summary>The user's class, as far as another partial declaration of it must know it.</summary>
/// <param name="Namespace">Its namespace with keywords escaped; empty for the global one.</param>
/// <param name="ContainingTypes">The headers of the types around it, outermost first: <c>partial struct Outer&lt;T&gt;</c>.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="TypeParameters">Its type parameters: <c>&lt;T&gt;</c>, or empty.</param>
/// <param name="FullName">Namespace, nesting, name and arity: what no other type of the project has.</param>
/// <param name="NeedsFullNames">Whether a simple name such as <c>Span</c> means something else inside the class.</param>
/// <param name="HasFromFile">Whether generated code can name and construct it: not where members are required, it has type parameters, or it inherits a type of its name.</param>
/// <param name="LibraryAlias">The alias below which the project finds the library: <c>global</c>, or what it gives its reference.</param>
internal sealed record TypeModel(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    string TypeParameters,
    string FullName,
    bool NeedsFullNames,
    bool HasFromFile = true,
    string LibraryAlias = TypeModel.NoAlias)
{
    /// <summary>The alias below which everything is found that has no other.</summary>
    public const string NoAlias = "global";
}
