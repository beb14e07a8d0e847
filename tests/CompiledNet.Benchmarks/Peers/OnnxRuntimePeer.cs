using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>ONNX Runtime on one thread, with every input and the output bound beforehand. Inference only.</summary>
internal sealed class OnnxRuntimePeer : Peer
{
    public override string Name => "ONNX Runtime";

    public override string? Absence { get; } = FindAbsence();

    public override InferenceLoop<float>? Inference(Subject<float> subject, Samples<float> samples) =>
        new InferenceLoop<Bound, float>(new Bound(subject.Network, samples), samples);

    private static string? FindAbsence()
    {
        try
        {
            _ = OrtEnv.Instance().GetVersionString();
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or BadImageFormatException)
        {
            return "not for this platform";
        }
    }

    // They live as long as the process, as in a program that loads its model once.
#pragma warning disable CA1001, CA2000
    private readonly struct Bound : IInferenceCall<float>
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private readonly OrtIoBinding[] _bindings = new OrtIoBinding[Samples<float>.Calls];

        public Bound(INetwork<float> network, Samples<float> samples)
        {
            var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            };
            _session = new InferenceSession(OnnxModel.Write(network, samples.Batch), options);
            OrtValue output = InPlace(samples.Output, samples.Batch, network.OutputSize);
            for (int call = 0; call < _bindings.Length; call++)
            {
                _bindings[call] = _session.CreateIoBinding();
                _bindings[call].BindInput(OnnxModel.Input, InPlace(samples.Input(call), samples.Batch, network.InputSize));
                _bindings[call].BindOutput(OnnxModel.Output, output);
            }
        }

        // The memory that all contestants read and write, which never moves.
        private static unsafe OrtValue InPlace(ReadOnlySpan<float> memory, int rows, int columns) =>
            OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance,
                TensorElementType.Float,
                [rows, columns],
                (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)),
                memory.Length * sizeof(float));

        public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _session.RunWithBinding(_options, _bindings[call]);
    }
#pragma warning restore CA1001, CA2000
}
