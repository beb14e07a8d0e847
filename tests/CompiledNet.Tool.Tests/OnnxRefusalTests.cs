using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Readers.Onnx;
using Google.Protobuf;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>What cannot be imported is refused: all of it at once, with what would help.</summary>
public sealed class OnnxRefusalTests
{
    [Fact]
    public void All_nodes_are_named_at_once()
    {
        ModelProto model = Model([null, 4]);
        Add(model, "LogSoftmax", "log", ["x"], "a");
        Add(model, "Relu", "relu", ["a"], "b");
        Add(model, "Softsign", "sign", ["x"], "c");
        Add(model, "Add", "sum", ["b", "c"], "y");

        var exception = Assert.Throws<RefusalException>(() => Read(model));

        Assert.Equal(["log LogSoftmax", "sign Softsign"], exception.Refusals.Select(refusal => $"{refusal.Node} {refusal.Operator}"));
        Assert.Contains("log (LogSoftmax): no layer gives logarithms. Export the network without the logarithm", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_another_file_are_not_followed()
    {
        ModelProto model = Model([null, 4]);
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "w",
            DataType = (int)TensorProto.Types.DataType.Float,
            Dims = { 4, 2 },
            DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData = { new StringStringEntryProto { Key = "location", Value = "/etc/passwd" } },
        });
        Add(model, "MatMul", "product", ["x", "w"], "y");

        Assert.Contains("lies in another file, which is not followed", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(long.MaxValue, 3)]
    [InlineData(-1, 3)]
    public void Claimed_sizes_are_compared_with_the_bytes_that_are_there(long rows, long columns)
    {
        ModelProto model = Model([null, 4]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Float, Dims = { rows, columns }, RawData = ByteString.CopyFrom(new byte[16]) });
        Add(model, "MatMul", "product", ["x", "w"], "y");

        Assert.Contains("Tensor 'w'", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_is_not_computed_beyond_its_limit()
    {
        ModelProto model = Model([null, 4]);
        model.Graph.Initializer.Add(Integers("s", 1 << 20, 1 << 10));
        Add(model, "ConstantOfShape", "zeros", ["s"], "z");
        Add(model, "MatMul", "product", ["x", "z"], "y");

        Assert.Contains("a constant of", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_inputs_are_refused_with_their_names()
    {
        ModelProto model = Model([null, 4]);
        ValueInfoProto second = model.Graph.Input[0].Clone();
        second.Name = "h0";
        model.Graph.Input.Add(second);
        Add(model, "Add", "sum", ["x", "h0"], "y");

        Assert.Contains("has 2 inputs: x, h0", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_open_size_is_refused()
    {
        ModelProto model = Model([null, 3, null, null]);
        Add(model, "Relu", "relu", ["x"], "y");

        Assert.Contains("(?, 3, ?, ?)", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_in_a_circle_are_refused()
    {
        ModelProto model = Model([null, 4]);
        Add(model, "Add", "first", ["x", "b"], "a");
        Add(model, "Relu", "second", ["a"], "b");
        Add(model, "Relu", "third", ["b"], "y");

        Assert.Contains("Nothing gives the value 'b'", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    internal static ModelProto Model(long?[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => dim is { } size ? new TensorShapeProto.Types.Dimension { DimValue = size } : new TensorShapeProto.Types.Dimension { DimParam = "n" }));
        var input = new ValueInfoProto
        {
            Name = "x",
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
        return new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 14 } },
            Graph = new GraphProto { Name = "g", Input = { input }, Output = { new ValueInfoProto { Name = "y" } } },
        };
    }

    internal static void Add(ModelProto model, string op, string name, string[] inputs, string output) =>
        model.Graph.Node.Add(new NodeProto { OpType = op, Name = name, Input = { inputs }, Output = { output } });

    internal static ImportedModel Read(ModelProto model) => ModelReader.Read(model.ToByteArray(), "model.onnx", new ReadOptions());

    private static TensorProto Integers(string name, params long[] values) => new()
    {
        Name = name,
        DataType = (int)TensorProto.Types.DataType.Int64,
        Dims = { values.Length },
        Int64Data = { values },
    };
}
