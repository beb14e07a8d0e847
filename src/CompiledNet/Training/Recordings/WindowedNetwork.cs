using System.Numerics;

namespace CompiledNet;

/// <summary>
/// A network of sequences of any length as one of windows: what <see cref="RecordingWindows"/> cuts is a sample of it. It trains the network itself, whose
/// parameters it shows.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
internal sealed class WindowedNetwork<T>(ISequenceNetwork<T> network, RecordingWindows windows) : INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _warmUp = [];
    private T[] _window = [];

    public int InputSize => (windows.WarmUp + windows.Steps) * network.InputSize;

    public int OutputSize => windows.Steps * network.OutputSize;

    public int ParameterCount => network.ParameterCount;

    public Loss Loss => network.Loss;

    public IReadOnlyList<LayerInfo> Layers => network.Layers;

    public IReadOnlyList<TensorInfo> Tensors => network.Tensors;

    public Span<T> Parameters => network.Parameters;

    public NetworkDeclaration? Declaration => network.Declaration;

    public Workspace<T> CreateWorkspace(int batchSize, bool inputGradient = false)
    {
        Workspace<T> workspace = network.CreateWorkspace(batchSize, windows.WarmUp + windows.Steps, inputGradient);
        workspace.CarriesState = true;
        _warmUp = new T[batchSize * windows.WarmUp * network.InputSize];
        _window = new T[batchSize * windows.Steps * network.InputSize];
        return workspace;
    }

    public void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        int samples = input.Length / InputSize;
        SequenceStream<T> stream = network.CreateStream();
        var silence = new T[windows.WarmUp * network.OutputSize];
        for (int s = 0; s < samples; s++)
        {
            ReadOnlySpan<T> sample = input.Slice(s * InputSize, InputSize);
            stream.Reset();
            stream.Process(sample[..(windows.WarmUp * network.InputSize)], silence);
            stream.Process(sample[(windows.WarmUp * network.InputSize)..], output.Slice(s * OutputSize, OutputSize));
        }
    }

    public void Forward(ReadOnlySpan<T> input, Workspace<T> workspace)
    {
        int samples = input.Length / InputSize;
        int warmUp = windows.WarmUp * network.InputSize;
        int window = windows.Steps * network.InputSize;
        for (int s = 0; s < samples; s++)
        {
            input.Slice(s * InputSize, warmUp).CopyTo(_warmUp.AsSpan(s * warmUp));
            input.Slice((s * InputSize) + warmUp, window).CopyTo(_window.AsSpan(s * window));
        }

        workspace.ResetState();
        if (warmUp > 0)
        {
            workspace.Steps = windows.WarmUp;
            bool isTraining = workspace.IsTraining;
            workspace.IsTraining = false;
            network.Forward(_warmUp.AsSpan(0, samples * warmUp), workspace);
            workspace.IsTraining = isTraining;
        }

        workspace.Steps = windows.Steps;
        network.Forward(_window.AsSpan(0, samples * window), workspace);
    }

    public T EvaluateLoss(ReadOnlySpan<T> target, Workspace<T> workspace) => network.EvaluateLoss(target, workspace);

    public T EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<T> workspace) => network.EvaluateLossClasses(classes, workspace);

    public T Backward(ReadOnlySpan<T> target, Workspace<T> workspace, bool accumulate = false) => network.Backward(target, workspace, accumulate);

    public T BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate = false) =>
        network.BackwardClasses(classes, workspace, accumulate);

    public void BackwardFrom(ReadOnlySpan<T> outputGradient, Workspace<T> workspace, bool accumulate = false) =>
        network.BackwardFrom(outputGradient, workspace, accumulate);
}
