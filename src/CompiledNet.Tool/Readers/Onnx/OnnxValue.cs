using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>What an axis of an ONNX value is in the network.</summary>
internal enum Axis
{
    /// <summary>Samples.</summary>
    Batch,

    /// <summary>Channels, the last axis of the network's values.</summary>
    Channel,

    /// <summary>Rows of an image, steps of a sequence.</summary>
    Row,

    /// <summary>Columns of an image.</summary>
    Column,

    /// <summary>An axis of one number that the network does not have.</summary>
    One,
}

/// <summary>A value of an ONNX graph: a constant, or what a layer gives with its axes in the file's order. Neither where it could not be imported.</summary>
internal sealed record OnnxValue
{
    /// <summary>A value that depends on a node that could not be imported.</summary>
    public static OnnxValue Unknown { get; } = new();

    /// <summary>The constant.</summary>
    public OnnxTensor? Constant { get; private init; }

    /// <summary>The layer.</summary>
    public LayerNode? Layer { get; private init; }

    /// <summary>What the axes of the file are.</summary>
    public Axis[] Axes { get; private init; } = [];

    /// <summary>Zeros around rows and columns, which a convolution has to take over; null for none.</summary>
    public int[]? Padding { get; init; }

    public bool IsUnknown => Constant is null && Layer is null;

    public static OnnxValue Of(OnnxTensor constant) => new() { Constant = constant };

    public static OnnxValue Of(LayerNode layer, IEnumerable<Axis> axes) => new() { Layer = layer, Axes = [.. axes] };

    /// <summary>The same axes of another layer.</summary>
    public OnnxValue With(LayerNode layer) => Of(layer, Axes);

    /// <summary>The axes without those of one number.</summary>
    public IEnumerable<Axis> TrueAxes => Axes.Where(axis => axis != Axis.One);
}
