using System.Runtime.InteropServices;
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
    private const int IntegersAttribute = 7;
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    private readonly INetwork<float> _network;
    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "network");
    private string _last = Input;
    private int _nodes;

    private readonly (int Height, int Width, int Channels) _input;
    private readonly Dictionary<string, (int Height, int Width)> _sizes = [];

    public ImageModel(INetwork<float> network, int height, int width, int channels)
    {
        _network = network;
        _input = (height, width, channels);
        _sizes[Input] = (height, width);
    }

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
        IReadOnlyList<int> shape = _network.Tensors.Single(tensor => tensor.Name == layer + ".weight").Shape;
        (int height, int width) = _sizes[_last];
        (int Before, int After, int Outputs) rows = Windows(height, shape[2], stride, same);
        (int Before, int After, int Outputs) columns = Windows(width, shape[3], stride, same);
        Add(
            "Conv",
            operands,
            Integers("kernel_shape", shape[2], shape[3]),
            Integers("strides", stride, stride),
            Integer("group", groups),
            Integers("pads", rows.Before, columns.Before, rows.After, columns.After));
        _sizes[_last] = (rows.Outputs, columns.Outputs);
        return this;
    }

    public ImageModel BatchNorm(string layer) => Add(
        "BatchNormalization",
        [_last, Tensor(layer + ".weight"), Tensor(layer + ".bias"), Tensor(layer + ".running_mean"), Tensor(layer + ".running_var")]);

    public ImageModel Relu() => Add("Relu", [_last]);

    public ImageModel MaxPool(int size)
    {
        (int height, int width) = _sizes[_last];
        Add("MaxPool", [_last], Integers("kernel_shape", size, size), Integers("strides", size, size));
        _sizes[_last] = (height / size, width / size);
        return this;
    }

    public ImageModel Add(string other) => Add("Add", [_last, other]);

    public ImageModel GlobalAveragePool() => Add("GlobalAveragePool", [_last]);

    public ImageModel Flatten() => Add("Flatten", [_last]);

    public ImageModel Gemm(string layer) => Add("Gemm", [_last, Tensor(layer + ".weight"), Tensor(layer + ".bias")], Integer("transB", 1));

    public ImageModel Softmax() => Add("Softmax", [_last]);

    /// <summary>The file, of one sample.</summary>
    public byte[] Write()
    {
        _graph.Message(1, new ProtobufWriter().Text(1, _last).Text(2, Output).Text(4, "Identity"));
        _graph.Message(11, Value(Input, 1, _input.Channels, _input.Height, _input.Width)).Message(12, Value(Output, 1, _network.OutputSize));
        return new ProtobufWriter()
            .Number(1, IrVersion)
            .Message(7, _graph)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Number(2, OperatorSet))
            .ToArray();
    }

    // Zeros around the windows, the larger half after them, and how many windows there are.
    private static (int Before, int After, int Outputs) Windows(int inputs, int size, int stride, bool same)
    {
        if (!same)
        {
            return (0, 0, ((inputs - size) / stride) + 1);
        }

        int outputs = (inputs + stride - 1) / stride;
        int zeros = Math.Max(0, ((outputs - 1) * stride) + size - inputs);
        return (zeros / 2, zeros - (zeros / 2), outputs);
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

        // Of images as far as a value is one: convolutions and pools set it anew.
        (int, int) size = _sizes[_last];
        _last = $"v{_nodes++}";
        _sizes[_last] = size;
        node.Text(2, _last).Text(4, kind);
        foreach (ProtobufWriter attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return this;
    }
}
