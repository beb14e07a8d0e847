using System.Globalization;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>A node of an ONNX graph, with its attributes by name.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);

    public OnnxNode(NodeProto proto, int index)
    {
        Operator = proto.OpType;
        Domain = proto.Domain is "ai.onnx" ? "" : proto.Domain;
        Inputs = [.. proto.Input];
        Outputs = [.. proto.Output];
        Name = proto.Name.Length > 0 ? proto.Name : string.Create(CultureInfo.InvariantCulture, $"node {index + 1}");
        HasOwnName = proto.Name.Length > 0;
        foreach (AttributeProto attribute in proto.Attribute)
        {
            _attributes[attribute.Name] = attribute;
        }
    }

    /// <summary>A node that stands for several others.</summary>
    public OnnxNode(string operatorName, string name, IReadOnlyList<string> inputs, string output)
    {
        Operator = operatorName;
        Domain = "";
        Name = name;
        HasOwnName = true;
        Inputs = inputs;
        Outputs = [output];
    }

    public string Name { get; }

    /// <summary>Whether the file has a name for it.</summary>
    public bool HasOwnName { get; }

    public string Operator { get; }

    public string Domain { get; }

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Numbers that a pattern found, by name.</summary>
    public Dictionary<string, double> Found { get; } = new(StringComparer.Ordinal);

    public AttributeProto? Attribute(string name) => _attributes.GetValueOrDefault(name);

    public int Integer(string name, int usual) => Attribute(name) is { } attribute ? Small(attribute.I, name) : usual;

    public double Number(string name, double usual) => Found.TryGetValue(name, out double found) ? found : Attribute(name) is { } attribute ? attribute.F : usual;

    public string Text(string name, string usual) => Attribute(name) is { } attribute ? attribute.S.ToStringUtf8() : usual;

    public int[]? Integers(string name) => Attribute(name) is { } attribute ? [.. attribute.Ints.Select(value => Small(value, name))] : null;

    public string[]? Texts(string name) => Attribute(name) is { } attribute ? [.. attribute.Strings.Select(text => text.ToStringUtf8())] : null;

    public double[]? Numbers(string name) => Attribute(name) is { } attribute ? [.. attribute.Floats.Select(value => (double)value)] : null;

    // Sizes and axes; what is larger no network can have.
    private static int Small(long value, string name) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"its {name} is {value}"), "check the file: the number is out of range");
}
