using System.Globalization;
using ElementType = CompiledNet.Tool.Readers.Onnx.TensorProto.Types.DataType;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>The input of a graph: its name and sizes, or those of the reshape that it goes into at once.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="FileDims">Its sizes in the file; 0 for one that is open.</param>
/// <param name="Value">The value that the network begins at: the input, or what a reshape makes of it.</param>
/// <param name="Dims">The sizes of that value.</param>
/// <param name="Precision">Its numbers.</param>
internal sealed record OnnxInput(string Name, int[] FileDims, string Value, int[] Dims, Precision Precision)
{
    /// <summary>Finds the input that an output depends on.</summary>
    /// <exception cref="ImportException">There are more than one, or it has a type or sizes that no network has.</exception>
    public static OnnxInput Of(GraphProto proto, OnnxGraph graph, string output, string file)
    {
        var read = new HashSet<string>(graph.NeededFor(output).SelectMany(node => node.Inputs).Append(output), StringComparer.Ordinal);
        ValueInfoProto[] inputs = [.. proto.Input.Where(value => !graph.IsConstant(value.Name) && read.Contains(value.Name))];
        if (inputs.Length != 1)
        {
            throw new ImportException(inputs.Length == 0
                ? $"'{file}' has no input that its output '{output}' depends on."
                : $"'{file}' has {inputs.Length} inputs: {string.Join(", ", inputs.Select(value => value.Name))}. A network has one: export with the others as constants, such as initial states of zero.");
        }

        ValueInfoProto input = inputs[0];
        TypeProto.Types.Tensor? type = input.Type?.TensorType;
        Precision precision = (ElementType?)type?.ElemType switch
        {
            ElementType.Float => Precision.Single,
            ElementType.Double => Precision.Double,
            null => throw new ImportException($"'{file}': the input '{input.Name}' is no tensor."),
            { } other => throw new ImportException($"'{file}': the input '{input.Name}' has numbers of the type {other}; 32-bit or 64-bit floats were expected. Export the model with them."),
        };
        int[] dims = [.. (type!.Shape?.Dim ?? []).Select(dim => dim.HasDimValue ? Size(dim.DimValue, input.Name, file) : 0)];
        return Reshaped(graph, output, input.Name, dims, precision);
    }

    private static int Size(long size, string name, string file) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{file}': the input '{name}' has the size {size}."));

    // A vector that is made an image at once is an image from the beginning: the same numbers in the same order.
    private static OnnxInput Reshaped(OnnxGraph graph, string output, string name, int[] dims, Precision precision)
    {
        OnnxNode[] readers = [.. graph.NeededFor(output).Where(node => node.Inputs.Contains(name))];
        if (readers is not [{ Operator: "Reshape" } reshape] || reshape.Inputs.Count < 2 || dims.Length == 0 || name == output)
        {
            return new OnnxInput(name, dims, name, dims, precision);
        }

        long[]? target = (graph.Constant(reshape.Inputs[1])
            ?? (graph.Producers().GetValueOrDefault(reshape.Inputs[1]) is { Operator: "Constant" } node && node.Attribute("value") is { T: { } tensor } ? OnnxTensorReader.Read(tensor, node.Name) : null))?.ToIntegers();
        bool keepsSamples = target is { Length: > 2 and <= 4 } && target.Length > dims.Length && (target[0] == -1 || target[0] == 0 || target[0] == dims[0]);
        return keepsSamples && target!.Skip(1).All(size => size is > 0 and <= int.MaxValue) && dims.Skip(1).All(dim => dim > 0)
            && target!.Skip(1).Aggregate(1.0, (product, size) => product * size) == dims.Skip(1).Aggregate(1.0, (product, size) => product * size)
            ? new OnnxInput(name, dims, reshape.Outputs[0], [dims[0], .. target!.Skip(1).Select(size => (int)size)], precision)
            : new OnnxInput(name, dims, name, dims, precision);
    }
}
