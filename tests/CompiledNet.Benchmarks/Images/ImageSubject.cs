using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace CompiledNet.Benchmarks.Images;

/// <summary>A network of images, ours, as ONNX Runtime runs it on one thread, and where wanted as C: inference of one sample.</summary>
internal sealed class ImageSubject : IDisposable
{
    private const float Tolerance = 1e-4f;

    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly float[] _otherInput;
    private readonly float[] _otherOutput;
    private readonly OrtValue _otherIn;
    private readonly OrtValue _otherOut;
    private readonly CompiledC? _compiled;

    public ImageSubject(string name, INetwork<float> network, int height, int width, int channels, Func<ImageModel, ImageModel> describe, string? onnx2c)
    {
        Name = name;
        Network = network;
        var random = new Random(1);
        _input = new float[network.InputSize];
        _output = new float[network.OutputSize];
        _otherInput = new float[_input.Length];
        _otherOutput = new float[_output.Length];
        foreach (ref float x in _input.AsSpan())
        {
            x = (2 * random.NextSingle()) - 1;
        }

        for (int i = 0; i < _input.Length; i++)
        {
            _otherInput[(i % channels * height * width) + (i / channels)] = _input[i];
        }

        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        byte[] model = describe(new ImageModel(network, height, width, channels)).Write();
        _session = new InferenceSession(model, options);
        _otherIn = OrtValue.CreateTensorValueFromMemory(_otherInput, [1, channels, height, width]);
        _otherOut = OrtValue.CreateTensorValueFromMemory(_otherOutput, [1, _output.Length]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(ImageModel.Input, _otherIn);
        _binding.BindOutput(ImageModel.Output, _otherOut);
        Ours = new Contestant(name, operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                network.Forward(_input, _output);
            }
        });
        Other = new Contestant(name, operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                _session.RunWithBinding(_run, _binding);
            }
        });
        CheckSame(Other, "ONNX Runtime");
        if (onnx2c is not null)
        {
            _compiled = new CompiledC(onnx2c, model);
            InC = new Contestant(name, operations =>
            {
                for (int i = 0; i < operations; i++)
                {
                    _compiled.Infer(_otherInput, _otherOutput);
                }
            });
            CheckSame(InC, "onnx2c");
        }
    }

    public string Name { get; }

    public INetwork<float> Network { get; }

    public Contestant Ours { get; }

    public Contestant Other { get; }

    /// <summary>The C of onnx2c, or null.</summary>
    public Contestant? InC { get; }

    /// <summary>Bytes that one inference allocates.</summary>
    public long CountAllocated()
    {
        Ours.Time(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Network.Forward(_input, _output);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void Dispose()
    {
        _compiled?.Dispose();
        _binding.Dispose();
        _otherIn.Dispose();
        _otherOut.Dispose();
        _session.Dispose();
        _run.Dispose();
    }

    private void CheckSame(Contestant other, string nameOfOther)
    {
        Array.Clear(_otherOutput);
        Ours.Time(1);
        other.Time(1);
        for (int i = 0; i < _output.Length; i++)
        {
            if (!(Math.Abs(_output[i] - _otherOutput[i]) <= Tolerance))
            {
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"{Name}: output {i} is {_output[i]}, that of {nameOfOther} {_otherOutput[i]}."));
            }
        }
    }
}
