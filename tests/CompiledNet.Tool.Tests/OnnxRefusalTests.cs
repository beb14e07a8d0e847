using CompiledNet.Tool.Graph;
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

    [Theory]
    [InlineData(3)]
    [InlineData(3_000)]
    public void A_network_of_thousands_of_layers_is_refused(int count)
    {
        ModelProto model = Model([null, 4]);
        for (int i = 0; i < count; i++)
        {
            Add(model, "Relu", $"relu{i}", [i == 0 ? "x" : $"v{i}"], i == count - 1 ? "y" : $"v{i + 1}");
        }

        if (count == 3)
        {
            Assert.Equal(3, Read(model).Graph.Layers().Count);
            return;
        }

        Assert.Contains("has 3000 layers; at most 2000", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epsilon_of_zero_is_refused_with_its_layer()
    {
        ModelProto model = Model([null, 1]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1 }, FloatData = { 1 } });
        Add(model, "BatchNormalization", "norm", ["x", "w", "w", "w", "w"], "y");
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "epsilon", F = 0, Type = AttributeProto.Types.AttributeType.Float });

        Assert.Contains("the ε of 'norm' is 0; a number above 0", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_largest_and_a_smallest_number_are_bounds()
    {
        ModelProto model = Model([null, 4]);
        model.Graph.Initializer.Add(new TensorProto { Name = "l", DataType = (int)TensorProto.Types.DataType.Float, FloatData = { 0 } });
        model.Graph.Initializer.Add(new TensorProto { Name = "h", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1 }, FloatData = { 0.25f } });
        Add(model, "Max", "max", ["x", "l"], "a");
        Add(model, "Min", "min", ["h", "a"], "y");

        ImportedModel imported = Read(model);

        (_, Checking.LoadedNetwork network) = Importer.Compile(imported, "Imported.Net", "model.onnx", null);
        using (network)
        {
            Assert.Equal([0, 0.125, 0.25, 0.25], network.Forward([-1, 0.125, 0.25, 5], 1));
        }

        Add(model, "Max", "both", ["a", "y"], "z");
        model.Graph.Output[0].Name = "z";
        Assert.Contains("both (Max): no layer takes the larger or smaller of two numbers", Assert.Throws<RefusalException>(() => Read(model)).Message, StringComparison.Ordinal);
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

        Assert.Contains("Nothing gives the value 'b' before first (Add) reads it", Assert.ThrowsAny<ImportException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Relu", 1, "no layer gives a part of its input")] // Not a product.
    [InlineData("Relu", 0, "of an axis of 7919")] // Samples are not split.
    [InlineData("MatMul", 1, null)]
    public void A_split_takes_the_channels_of_a_product(string op, int axis, string? refusal)
    {
        ModelProto model = Model([null, 4]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 4, 4 }, FloatData = { Enumerable.Range(0, 16).Select(i => (float)i) } });
        Add(model, op, "first", op == "Relu" ? ["x"] : ["x", "w"], "a");
        var split = new NodeProto { OpType = "Split", Name = "parts", Input = { "a", "s" }, Output = { "b", "c" }, Attribute = { new AttributeProto { Name = "axis", I = axis } } };
        model.Graph.Node.Add(split);
        model.Graph.Initializer.Add(Integers("s", 1, 3));
        Add(model, "Relu", "last", ["c"], "y");
        if (refusal is not null)
        {
            Assert.Contains(refusal, Assert.Throws<RefusalException>(() => Read(model)).Message, StringComparison.Ordinal);
            return;
        }

        LayerNode only = Assert.Single(Read(model).Graph.Layers());
        Assert.Equal([1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15], only.Tensor("weight").Values);

        // Once more would copy the weights again and again.
        split = split.Clone();
        split.Output[0] = "d";
        split.Output[1] = "e";
        model.Graph.Node.Insert(2, split);
        model.Graph.Node[^1] = new NodeProto { OpType = "Add", Name = "last", Input = { "c", "e" }, Output = { "y" } };
        Assert.Contains("once and at once", Assert.Throws<RefusalException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_of_nothing_is_refused()
    {
        ModelProto model = Model([null, 4]);
        Add(model, "Shape", "shape", [""], "s");
        Add(model, "Reshape", "reshape", ["x", "s"], "y");

        Assert.Contains("shape (Shape): an input is missing", Assert.Throws<RefusalException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    // PyTorch exports chunk with open sizes as slices.
    [Theory]
    [InlineData(2, 4, null)]
    [InlineData(1, 4, "it takes 1 to 4 by 1 of an axis of 4")] // A channel twice.
    public void Slices_take_the_channels_of_a_product(int start, int end, string? refusal)
    {
        ModelProto model = Model([null, 2]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 2, 4 }, FloatData = { 1, 2, 3, 4, 5, 6, 7, 8 } });
        model.Graph.Initializer.Add([Integers("zero", 0), Integers("two", 2), Integers("start", start), Integers("end", end), Integers("axis", 1)]);
        Add(model, "MatMul", "product", ["x", "w"], "a");
        Add(model, "Slice", "first", ["a", "zero", "two", "axis"], "b");
        Add(model, "Slice", "second", ["a", "start", "end", "axis"], "c");
        Add(model, "Mul", "gate", ["b", "c"], "y");
        if (refusal is not null)
        {
            Assert.Contains(refusal, Assert.Throws<RefusalException>(() => Read(model)).Message, StringComparison.Ordinal);
            return;
        }

        ImportedModel imported = Read(model);

        Assert.Equal(["Dense", "Dense", "Multiply"], imported.Graph.Layers().Select(layer => layer.Kind));
        (_, Checking.LoadedNetwork network) = Importer.Compile(imported, "Imported.Net", "model.onnx", null);
        using (network)
        {
            Assert.Equal([(1 + 10) * (3 + 14), (2 + 12) * (4 + 16)], network.Forward([1, 2], 1));
        }
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
