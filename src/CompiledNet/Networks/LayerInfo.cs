using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace CompiledNet;

/// <summary>What is known of one layer when the program is compiled.</summary>
public sealed record LayerInfo
{
    private readonly TensorInfo[] _tensors;

    /// <summary>Describes a layer. For generated code.</summary>
    /// <param name="name">The name of its property on the network.</param>
    /// <param name="kind">Its attribute: <c>Dense</c>.</param>
    /// <param name="inputSize">Numbers that one sample feeds it; of a join, by its first input.</param>
    /// <param name="outputSize">Numbers that it gives for one sample.</param>
    /// <param name="activation">Its activation.</param>
    /// <param name="tensors">Its tensors.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LayerInfo(string name, string kind, int inputSize, int outputSize, Activation activation, params TensorInfo[] tensors)
        : this(name, kind, inputSize, outputSize, activation, [], tensors)
    {
    }

    /// <summary>Describes a layer that does not take the output of the layer before alone. For generated code.</summary>
    /// <param name="name">The name of its property on the network.</param>
    /// <param name="kind">Its attribute: <c>Add</c>.</param>
    /// <param name="inputSize">Numbers that one sample feeds it; of a join, by its first input.</param>
    /// <param name="outputSize">Numbers that it gives for one sample.</param>
    /// <param name="activation">Its activation.</param>
    /// <param name="from">The names of the values that it takes.</param>
    /// <param name="tensors">Its tensors.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LayerInfo(
        string name, string kind, int inputSize, int outputSize, Activation activation, string[] from, params TensorInfo[] tensors)
    {
        From = Array.AsReadOnly(from);
        Name = name;
        Kind = kind;
        InputSize = inputSize;
        OutputSize = outputSize;
        Activation = activation;
        _tensors = tensors;
        Tensors = Array.AsReadOnly(tensors);
    }

    /// <summary>The name of its property on the network.</summary>
    public string Name { get; }

    /// <summary>Its kind, as its attribute is called: <c>Dense</c>.</summary>
    public string Kind { get; }

    /// <summary>
    /// The names of the values that it takes, of layers or <c>Input</c>; empty where that is the output of the layer before (of the first layer, the
    /// network's input) alone.
    /// </summary>
    public IReadOnlyList<string> From { get; }

    /// <summary>Numbers that one sample feeds it; of a join, by its first input.</summary>
    public int InputSize { get; }

    /// <summary>Numbers that it gives for one sample: its units.</summary>
    public int OutputSize { get; }

    /// <summary>Its activation.</summary>
    public Activation Activation { get; }

    /// <summary>Its tensors, in the order in which files have them.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Where the weight matrix lies in the parameter buffer; no rows where the layer has none.</summary>
    public TensorLayout Weights => LayoutOf(TensorRole.Weight, dimensions: 2);

    /// <summary>Where the biases lie in the parameter buffer; no rows where the layer has none.</summary>
    public TensorLayout Biases => LayoutOf(TensorRole.Bias, dimensions: 1);

    /// <summary>Parameters of the layer that are trained, padding not counted.</summary>
    public int ParameterCount
    {
        get
        {
            int count = 0;
            foreach (TensorInfo tensor in _tensors)
            {
                count += tensor.Role == TensorRole.Statistic ? 0 : tensor.Count;
            }

            return count;
        }
    }

    /// <summary>The tensors of all layers. For generated code.</summary>
    /// <param name="layers">The layers.</param>
    /// <returns>Their tensors, in order.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static IReadOnlyList<TensorInfo> TensorsOf(IReadOnlyList<LayerInfo> layers)
    {
        var tensors = new List<TensorInfo>();
        for (int i = 0; i < layers.Count; i++)
        {
            tensors.AddRange(layers[i]._tensors);
        }

        return tensors.AsReadOnly();
    }

    /// <inheritdoc/>
    public bool Equals(LayerInfo? other) =>
        other is not null && Name == other.Name && Kind == other.Kind && InputSize == other.InputSize && OutputSize == other.OutputSize
        && Activation == other.Activation && From.SequenceEqual(other.From) && _tensors.AsSpan().SequenceEqual(other._tensors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, InputSize, OutputSize, Activation);

    // The lists by what they hold.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(Name)} = {Name}, {nameof(Kind)} = {Kind}, {nameof(InputSize)} = {InputSize}, ");
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(OutputSize)} = {OutputSize}, {nameof(Activation)} = {Activation}, ");
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(From)} = [{string.Join(", ", From)}], ");
        builder.Append(
            CultureInfo.InvariantCulture,
            $"{nameof(Tensors)} = [{string.Join(", ", _tensors.Select(tensor => $"{tensor.Name} ({string.Join(" × ", tensor.Shape)})"))}]");
        return true;
    }

    private TensorLayout LayoutOf(TensorRole role, int dimensions)
    {
        foreach (TensorInfo tensor in _tensors)
        {
            if (tensor.Role == role && tensor.Shape.Count == dimensions)
            {
                return tensor.Layout;
            }
        }

        return new TensorLayout(0, 0, 1, 1, 1);
    }
}
