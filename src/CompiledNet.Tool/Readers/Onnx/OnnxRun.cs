using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>A model as ONNX Runtime computes it.</summary>
internal sealed class OnnxRun : ISourceRun, IDisposable
{
    private readonly byte[] _bytes;
    private readonly OnnxInput _input;
    private readonly string _output;
    private readonly InputLayout _layout;
    private readonly Axis[] _outputAxes;
    private readonly Shape _outputShape;
    private InferenceSession? _session;

    /// <summary>Keeps the model; it is loaded when it first runs.</summary>
    public OnnxRun(byte[] bytes, OnnxInput input, string output, InputLayout layout, OnnxValue result)
    {
        _bytes = bytes;
        _input = input;
        _output = output;
        _layout = layout;
        _outputAxes = result.Axes;
        _outputShape = result.Layer!.Shape;
    }

    public string Name => "ONNX Runtime";

    private int Samples => _layout.Batch == InputLayout.OpenBatch ? 1 : _layout.Batch;

    public double[] FromSource(double[] sample)
    {
        var result = new double[sample.Length];
        int[] dims = Dims(_layout.Axes, _layout.Shape, 1, sample.Length / _layout.Shape.Channels);
        int place = 0;
        foreach (int index in Places(_layout.Axes, dims))
        {
            result[index] = sample[place++];
        }

        return result;
    }

    public double[] Run(ReadOnlySpan<double> input, int steps)
    {
        int[] dims = Dims(_layout.Axes, _layout.Shape, Samples, steps);
        var numbers = new double[dims.Aggregate(1, (product, dim) => checked(product * dim))];
        int place = 0;
        foreach (int index in Places(_layout.Axes, dims))
        {
            numbers[place++] = input[index];
        }

        bool isReshaped = _input.Value != _input.Name;
        int[] fileDims = isReshaped ? [.. _input.FileDims.Select(dim => dim == 0 ? Samples : dim)] : dims;
        (double[] output, int[] outputDims) = _input.Precision == Precision.Double
            ? Infer(numbers, fileDims, value => value)
            : Infer([.. numbers.Select(value => (float)value)], fileDims, value => value);
        return FromOutput(output, outputDims, 0);
    }

    /// <summary>One sample of an output of the file, in the network's order.</summary>
    public double[] FromOutput(double[] output, int[] dims, int sample)
    {
        if (dims.Length != _outputAxes.Length)
        {
            throw new ImportException($"ONNX Runtime gives ({string.Join(", ", dims)}) where {_outputAxes.Length} axes were expected: this is a mistake of this tool.");
        }

        return SampleOf(output, _outputAxes, dims, sample);
    }

    /// <summary>One sample of an input of the file, in the network's order.</summary>
    public double[] FromInput(double[] input, int sample)
    {
        int steps = _layout.Shape.IsOpen ? input.Length / Samples / _layout.Shape.Channels : 1;
        int[] dims = Dims(_layout.Axes, _layout.Shape, Samples, steps);
        return SampleOf(input, _layout.Axes, dims, sample);
    }

    /// <summary>How many samples the file's input has; 1 where that is open.</summary>
    public int SampleCount => Array.IndexOf(_layout.Axes, Axis.Batch) < 0 ? 1 : Samples;

    public void Dispose() => _session?.Dispose();

    private static double[] SampleOf(double[] numbers, Axis[] axes, int[] dims, int sample)
    {
        int batch = Array.IndexOf(axes, Axis.Batch);
        var result = new double[batch < 0 ? numbers.Length : numbers.Length / dims[batch]];
        int inner = batch < 0 ? 1 : dims[(batch + 1)..].Aggregate(1, (product, dim) => product * dim);
        int place = 0;
        foreach (int index in Places(axes, dims))
        {
            if (batch < 0 || place / inner % dims[batch] == sample)
            {
                result[index] = numbers[place];
            }

            place++;
        }

        return result;
    }

    // For each number in the file's order the index of it in a sample of the network, whose channels are last.
    private static IEnumerable<int> Places(Axis[] axes, int[] dims)
    {
        int Size(Axis axis) => Array.IndexOf(axes, axis) is >= 0 and int found ? dims[found] : 1;
        int channels = Size(Axis.Channel);
        int columns = Size(Axis.Column);
        int[] strides = [.. axes.Select(axis => axis switch
        {
            Axis.Channel => 1,
            Axis.Column => channels,
            Axis.Row => channels * columns,
            _ => 0,
        })];
        int count = dims.Aggregate(1, (product, dim) => product * dim);
        for (int place = 0; place < count; place++)
        {
            int rest = place;
            int index = 0;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                index += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }

            yield return index;
        }
    }

    private static int[] Dims(Axis[] axes, Shape shape, int samples, int steps) =>
    [
        .. axes.Select(axis => axis switch
        {
            Axis.Batch => samples,
            Axis.Channel => shape.Channels,
            Axis.Row => shape.IsOpen ? steps : shape.Height,
            Axis.Column => shape.Width,
            _ => 1,
        }),
    ];

    private (double[] Output, int[] Dims) Infer<T>(T[] numbers, int[] dims, Func<T, double> convert)
    {
        try
        {
            _session ??= Load();
            NamedOnnxValue value = NamedOnnxValue.CreateFromTensor(_input.Name, new DenseTensor<T>(numbers, dims));
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run([value], [_output]);
            DenseTensor<T> output = results[0].AsTensor<T>().ToDenseTensor();
            return ([.. output.ToArray().Select(convert)], output.Dimensions.ToArray());
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ImportException($"ONNX Runtime, with which the network is compared, cannot run the file: {exception.Message}", exception);
        }
    }

    // A value inside the graph becomes an output.
    private InferenceSession Load()
    {
        byte[] bytes = _bytes;
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);
        if (model.Graph.Output.All(output => output.Name != _output))
        {
            model.Graph.Output.Add(new ValueInfoProto { Name = _output });
            bytes = Google.Protobuf.MessageExtensions.ToByteArray(model);
        }

        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return new InferenceSession(bytes, options);
    }
}
