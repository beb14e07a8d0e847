using System.Runtime.InteropServices;
using System.Text;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Images;

/// <summary>
/// A network of images as an ONNX file, channels first, node by node, with the parameters of one of ours, whose tensors have the same shapes. The numbers of
/// fields are those of onnx.proto.
/// </summary>
internal sealed class ImageModel
{
    public const string Input = "x";
    public const string Output = "y";

    private const int Float = 1;
    private const int IntegerAttribute = 2;
    private const int TextAttribute = 3;
    private const int IntegersAttribute = 7;
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    private readonly INetwork<float> _network;
    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "network");
    private string _last = Input;
    private int _nodes;

    public ImageModel(INetwork<float> network) => _network = network;

    /// <summary>The value that the last node gives, for a join or a branch.</summary>
    public string Last => _last;

    public ImageModel From(string value)
    {
        _last = value;
        return this;
    }

    public ImageModel Conv(string layer, int stride = 1, bool same = true, int groups = 1)
    {
        string[] operands = Has(layer + ".bias") ? [_last, Tensor(layer + ".weight"), Tensor(layer + ".bias")] : [_last, Tensor(layer + ".weight")];
        return Add("Conv", operands, Integers("strides", stride, stride), Integer("group", groups), Text("auto_pad", same ? "SAME_UPPER" : "VALID"));
    }

    public ImageModel BatchNorm(string layer) => Add(
        "BatchNormalization",
        [_last, Tensor(layer + ".weight"), Tensor(layer + ".bias"), Tensor(layer + ".running_mean"), Tensor(layer + ".running_var")]);

    public ImageModel Relu() => Add("Relu", [_last]);

    public ImageModel MaxPool(int size) => Add("MaxPool", [_last], Integers("kernel_shape", size, size), Integers("strides", size, size));

    public ImageModel Add(string other) => Add("Add", [_last, other]);

    public ImageModel GlobalAveragePool() => Add("GlobalAveragePool", [_last]);

    public ImageModel Flatten() => Add("Flatten", [_last]);

    public ImageModel Gemm(string layer) => Add("Gemm", [_last, Tensor(layer + ".weight"), Tensor(layer + ".bias")], Integer("transB", 1));

    public ImageModel Softmax() => Add("Softmax", [_last]);

    /// <summary>The file, of one sample.</summary>
    public byte[] Write(int height, int width, int channels)
    {
        _graph.Message(1, new ProtobufWriter().Text(1, _last).Text(2, Output).Text(4, "Identity"));
        _graph.Message(11, Value(Input, 1, channels, height, width)).Message(12, Value(Output, 1, _network.OutputSize));
        return new ProtobufWriter()
            .Number(1, IrVersion)
            .Message(7, _graph)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Number(2, OperatorSet))
            .ToArray();
    }

    private static ProtobufWriter Integer(string name, int value) => new ProtobufWriter().Text(1, name).Number(3, value).Number(20, IntegerAttribute);

    private static ProtobufWriter Integers(string name, params ReadOnlySpan<int> values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        foreach (int value in values)
        {
            attribute.Number(8, value);
        }

        return attribute.Number(20, IntegersAttribute);
    }

    private static ProtobufWriter Text(string name, string value) =>
        new ProtobufWriter().Text(1, name).Bytes(4, Encoding.UTF8.GetBytes(value)).Number(20, TextAttribute);

    private static ProtobufWriter Value(string name, params ReadOnlySpan<int> lengths)
    {
        var shape = new ProtobufWriter();
        foreach (int length in lengths)
        {
            shape.Message(1, new ProtobufWriter().Number(1, length));
        }

        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, Float).Message(2, shape)));
    }

    private bool Has(string tensor) => _network.Tensors.Any(info => info.Name == tensor);

    private string Tensor(string name)
    {
        TensorInfo info = _network.Tensors.Single(info => info.Name == name);
        var values = new float[info.Count];
        info.Read(_network.Parameters, values);
        var tensor = new ProtobufWriter();
        foreach (int length in info.Shape)
        {
            tensor.Number(1, length);
        }

        _graph.Message(5, tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(values)));
        return name;
    }

    private ImageModel Add(string kind, ReadOnlySpan<string> inputs, params ReadOnlySpan<ProtobufWriter> attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        _last = $"v{_nodes++}";
        node.Text(2, _last).Text(4, kind);
        foreach (ProtobufWriter attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return this;
    }
}
