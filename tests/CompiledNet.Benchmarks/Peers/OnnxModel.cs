using System.Globalization;
using System.Runtime.InteropServices;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>A network as an ONNX file: for each layer a Gemm and the activation. The numbers of fields are those of onnx.proto.</summary>
internal static class OnnxModel
{
    public const string Input = "x";
    public const string Output = "y";

    private const int Float = 1;
    private const int IntegerAttribute = 2;
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    /// <summary>Writes the file.</summary>
    /// <param name="network">The network, whose common weights it gets.</param>
    /// <param name="batch">Samples in one call, a constant of the file.</param>
    public static byte[] Write(INetwork<float> network, int batch)
    {
        ProtobufWriter graph = Graph(network, CommonWeights.Of(network));
        graph.Message(11, Value(Input, batch, network.InputSize)).Message(12, Value(Output, batch, network.OutputSize));
        return new ProtobufWriter()
            .Number(1, IrVersion)
            .Message(7, graph)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Number(2, OperatorSet))
            .ToArray();
    }

    private static ProtobufWriter Graph(INetwork<float> network, CommonWeights weights)
    {
        ProtobufWriter graph = new ProtobufWriter().Text(2, "network");
        string before = Input;
        for (int l = 0; l < network.Layers.Count; l++)
        {
            LayerInfo layer = network.Layers[l];
            string number = (l + 1).ToString(CultureInfo.InvariantCulture);
            string after = l == network.Layers.Count - 1 ? Output : "a" + number;
            string sum = layer.Activation == Activation.Identity ? after : "z" + number;
            graph.Message(5, Tensor("W" + number, weights.Weights[l], layer.OutputSize, layer.InputSize));
            graph.Message(5, Tensor("b" + number, weights.Biases[l], layer.OutputSize));

            // Weights lie unit after unit, so the second factor is transposed.
            graph.Message(1, Node("Gemm", [before, "W" + number, "b" + number], sum).Message(
                5, new ProtobufWriter().Text(1, "transB").Number(3, 1).Number(20, IntegerAttribute)));
            if (layer.Activation != Activation.Identity)
            {
                // A Softmax takes the last axis where none is named.
                graph.Message(1, Node(OperatorOf(layer.Activation), [sum], after));
            }

            before = after;
        }

        return graph;
    }

    private static string OperatorOf(Activation activation) => activation switch
    {
        Activation.ReLU => "Relu",
        Activation.Tanh => "Tanh",
        Activation.Sigmoid => "Sigmoid",
        Activation.Softmax => "Softmax",
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    private static ProtobufWriter Node(string kind, ReadOnlySpan<string> inputs, string output)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(4, kind);
    }

    private static ProtobufWriter Tensor(string name, float[] values, params ReadOnlySpan<int> shape)
    {
        var tensor = new ProtobufWriter();
        foreach (int length in shape)
        {
            tensor.Number(1, length);
        }

        return tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(values));
    }

    private static ProtobufWriter Value(string name, int rows, int columns)
    {
        ProtobufWriter shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Number(1, rows))
            .Message(1, new ProtobufWriter().Number(1, columns));
        ProtobufWriter type = new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, Float).Message(2, shape));
        return new ProtobufWriter().Text(1, name).Message(2, type);
    }
}
