using System.Globalization;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using Google.Protobuf;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Reads ONNX models: 32-bit or 64-bit floats, one input and one output.</summary>
internal static class OnnxReader
{
    private const int MostRecursion = 32;

    /// <summary>Reads.</summary>
    public static ImportedModel Read(byte[] bytes, string file, ReadOptions options)
    {
        ModelProto model = Parse(bytes, file);
        return Read(model, bytes, file, options);
    }

    /// <summary>Parses a file without reading its graph.</summary>
    public static ModelProto Parse(byte[] bytes, string file)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            var model = ModelProto.Parser.ParseFrom(CodedInputStream.CreateWithLimits(stream, int.MaxValue, MostRecursion));
            return model.Graph is null || model.Graph.Node.Count == 0 ? throw new ImportException($"'{file}' is no ONNX model: it has no graph.") : model;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or IOException)
        {
            throw new ImportException($"'{file}' is no ONNX model, or cut short: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a model.</summary>
    public static ImportedModel Read(ModelProto model, byte[] bytes, string file, ReadOptions options)
    {
        GraphProto proto = model.Graph;
        if (proto.Node.Count > Limits.MostNodes)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{file}' has {proto.Node.Count} nodes; at most {Limits.MostNodes} are read."));
        }

        long opset = model.OpsetImport.Where(import => import.Domain is "" or "ai.onnx").Select(import => import.Version).DefaultIfEmpty(1).Max();
        OnnxPatterns.CutConvolutions(proto);
        var graph = new OnnxGraph(proto);
        OnnxPatterns.Replace(graph);
        string output = Output(proto, options.Result, file);
        OnnxInput input = OnnxInput.Of(proto, graph, output, file);
        (OnnxLowering lowering, OnnxValue result) = Lower(graph, (int)Math.Min(opset, int.MaxValue), input, output, file, options);
        var network = new NetworkGraph(lowering.Input, result.Layer!) { Precision = input.Precision };
        return new ImportedModel
        {
            Format = "ONNX",
            Graph = network,
            Source = new OnnxRun(bytes, input, output, lowering.Layout, result),
            Notes = Notes(proto, input, output, lowering.Layout, result),
        };
    }

    private static string Output(GraphProto proto, string? wanted, string file)
    {
        if (wanted is not null)
        {
            return proto.Node.Any(node => node.Output.Contains(wanted)) ? wanted : throw new ImportException($"'{file}' has no value '{wanted}' (--result).");
        }

        return proto.Output.Count > 0 ? proto.Output[0].Name : throw new ImportException($"'{file}' has no output.");
    }

    // The reading of the input's axes under which most can be imported.
    private static (OnnxLowering Lowering, OnnxValue Result) Lower(OnnxGraph graph, int opset, OnnxInput input, string output, string file, ReadOptions options)
    {
        OnnxLowering? best = null;
        foreach (InputLayout layout in InputLayout.Readings(input.Dims, options.Length))
        {
            OnnxLowering lowering;
            OnnxValue result;
            try
            {
                lowering = new OnnxLowering(graph, opset, layout);
                result = lowering.Lower(input.Value, output);
            }
            catch (LayerException exception)
            {
                throw new ImportException($"'{file}': the input '{input.Name}' cannot be imported: {exception.Sentences}", exception);
            }

            if (result.Padding is not null)
            {
                lowering.Refusals.Add(new Refusal(output, "output", "zeros lie around it", "only a convolution takes over the zeros of a Pad"));
            }

            if (lowering.Refusals.Count == 0)
            {
                return result.Layer is not null
                    ? (lowering, result)
                    : throw new ImportException($"'{file}' gives a constant: its output '{output}' does not depend on '{input.Name}'.");
            }

            bool isBetter = best is null || lowering.Refusals.Count < best.Refusals.Count
                || (lowering.Refusals.Count == best.Refusals.Count && lowering.Lowered > best.Lowered);
            if (isBetter)
            {
                best = lowering;
            }
        }

        throw best is not null
            ? new RefusalException(file, best.Refusals)
            : new ImportException(
                $"'{file}': the input '{input.Name}' has the sizes ({string.Join(", ", input.Dims.Select(dim => dim == 0 ? "?" : dim.ToString(CultureInfo.InvariantCulture)))}), and no network has such one. "
                + "Samples × numbers, sequences and images were expected, with sizes that are fixed but for the samples and the steps.");
    }

    private static List<string> Notes(GraphProto proto, OnnxInput input, string output, InputLayout layout, OnnxValue result)
    {
        var notes = new List<string>();
        Shape shape = layout.Shape;
        Axis[] axes = [.. layout.Axes.Where(axis => axis != Axis.Batch)];
        if (shape.Rank > 0 && shape.Channels > 1)
        {
            string order = shape.Rank == 2 ? "rows, columns, channels" : "steps, channels";
            notes.Add(axes.Length > 0 && axes[0] == Axis.Channel
                ? $"Feed the input channels last ({order}): '{input.Name}' of the file has the channels first."
                : $"The input '{input.Name}': {order}.");
        }

        Axis[] last = [.. result.TrueAxes.Where(axis => axis != Axis.Batch)];
        if (result.Layer!.Shape is { Rank: > 0, Channels: > 1 } && last[0] == Axis.Channel)
        {
            notes.Add($"The output is channels last, too; '{output}' of the file has the channels first.");
        }

        if (proto.Output.Count > 1)
        {
            notes.Add($"Left out are further outputs of the file: {string.Join(", ", proto.Output.Select(value => value.Name).Where(name => name != output))}.");
        }

        return notes;
    }
}
