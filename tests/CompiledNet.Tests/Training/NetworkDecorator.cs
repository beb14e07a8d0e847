using System.Numerics;

namespace CompiledNet.Tests.Training;

/// <summary>A network that is another one, for tests to watch or to break a part of it.</summary>
internal class NetworkDecorator<T>(INetwork<T> inner) : INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int InputSize => inner.InputSize;

    public int OutputSize => inner.OutputSize;

    public int ParameterCount => inner.ParameterCount;

    public Loss Loss => inner.Loss;

    public IReadOnlyList<LayerInfo> Layers => inner.Layers;

    public Span<T> Parameters => inner.Parameters;

    public Workspace<T> CreateWorkspace(int batchSize, bool inputGradient = false) => inner.CreateWorkspace(batchSize, inputGradient);

    public void Forward(ReadOnlySpan<T> input, Span<T> output) => inner.Forward(input, output);

    public virtual void Forward(ReadOnlySpan<T> input, Workspace<T> workspace) => inner.Forward(input, workspace);

    public virtual T EvaluateLoss(ReadOnlySpan<T> target, Workspace<T> workspace) => inner.EvaluateLoss(target, workspace);

    public virtual T EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<T> workspace) =>
        inner.EvaluateLossClasses(classes, workspace);

    public virtual T Backward(ReadOnlySpan<T> target, Workspace<T> workspace, bool accumulate = false) =>
        inner.Backward(target, workspace, accumulate);

    public virtual T BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate = false) =>
        inner.BackwardClasses(classes, workspace, accumulate);

    public void BackwardFrom(ReadOnlySpan<T> outputGradient, Workspace<T> workspace, bool accumulate = false) =>
        inner.BackwardFrom(outputGradient, workspace, accumulate);
}
