using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// What a generated class has, and from it what <see cref="INetwork{T}"/> wants: its methods for its own workspace become those for any. For generated code.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
/// <typeparam name="TWorkspace">The network's own workspace.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGeneratedNetwork<T, TWorkspace> : INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWorkspace : Workspace<T>
{
    private const string NoLoss = "This network declares no loss: add Loss = Loss.… to its [Network] attribute, or call BackwardFrom.";

    private const string NoClasses =
        "Class indices are targets of categorical cross-entropy: declare Loss = Loss.CategoricalCrossEntropy, or pass numbers as targets.";

    /// <summary>What is known when the program is compiled.</summary>
    NetworkDescription Description { get; }

    /// <inheritdoc/>
    int INetwork<T>.InputSize => Description.InputSize;

    /// <inheritdoc/>
    int INetwork<T>.OutputSize => Description.OutputSize;

    /// <inheritdoc/>
    int INetwork<T>.ParameterCount => Description.ParameterCount;

    /// <inheritdoc/>
    Loss INetwork<T>.Loss => Description.Loss;

    /// <inheritdoc/>
    IReadOnlyList<LayerInfo> INetwork<T>.Layers => Description.Layers;

    /// <inheritdoc/>
    IReadOnlyList<TensorInfo> INetwork<T>.Tensors => Description.Tensors;

    /// <inheritdoc/>
    NetworkDeclaration? INetwork<T>.Declaration => Description.Declaration;

    /// <summary>Allocates the network's own workspace.</summary>
    /// <param name="batchSize">Samples that it holds at the most.</param>
    /// <param name="inputGradient">Whether Backward computes ∂L/∂x too.</param>
    /// <returns>The workspace.</returns>
    TWorkspace NewWorkspace(int batchSize, bool inputGradient);

    /// <inheritdoc cref="INetwork{T}.Forward(ReadOnlySpan{T}, Workspace{T})"/>
    void Forward(ReadOnlySpan<T> input, TWorkspace workspace);

    /// <inheritdoc cref="INetwork{T}.EvaluateLoss(ReadOnlySpan{T}, Workspace{T})"/>
    T EvaluateLoss(ReadOnlySpan<T> target, TWorkspace workspace) => throw new InvalidOperationException(NoLoss);

    /// <inheritdoc cref="INetwork{T}.EvaluateLossClasses(ReadOnlySpan{int}, Workspace{T})"/>
    T EvaluateLossClasses(ReadOnlySpan<int> classes, TWorkspace workspace) => throw new InvalidOperationException(NoClasses);

    /// <inheritdoc cref="INetwork{T}.Backward(ReadOnlySpan{T}, Workspace{T}, bool)"/>
    T Backward(ReadOnlySpan<T> target, TWorkspace workspace, bool accumulate) => throw new InvalidOperationException(NoLoss);

    /// <inheritdoc cref="INetwork{T}.BackwardClasses(ReadOnlySpan{int}, Workspace{T}, bool)"/>
    T BackwardClasses(ReadOnlySpan<int> classes, TWorkspace workspace, bool accumulate) => throw new InvalidOperationException(NoClasses);

    /// <inheritdoc cref="INetwork{T}.BackwardFrom(ReadOnlySpan{T}, Workspace{T}, bool)"/>
    void BackwardFrom(ReadOnlySpan<T> outputGradient, TWorkspace workspace, bool accumulate);

    /// <inheritdoc/>
    Workspace<T> INetwork<T>.CreateWorkspace(int batchSize, bool inputGradient) => NewWorkspace(batchSize, inputGradient);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void INetwork<T>.Forward(ReadOnlySpan<T> input, Workspace<T> workspace) =>
        Forward(input, NetworkArguments.CastWorkspace<TWorkspace>(workspace));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    T INetwork<T>.EvaluateLoss(ReadOnlySpan<T> target, Workspace<T> workspace) =>
        EvaluateLoss(target, NetworkArguments.CastWorkspace<TWorkspace>(workspace));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    T INetwork<T>.EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<T> workspace) =>
        EvaluateLossClasses(classes, NetworkArguments.CastWorkspace<TWorkspace>(workspace));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    T INetwork<T>.Backward(ReadOnlySpan<T> target, Workspace<T> workspace, bool accumulate) =>
        Backward(target, NetworkArguments.CastWorkspace<TWorkspace>(workspace), accumulate);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    T INetwork<T>.BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate) =>
        BackwardClasses(classes, NetworkArguments.CastWorkspace<TWorkspace>(workspace), accumulate);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void INetwork<T>.BackwardFrom(ReadOnlySpan<T> outputGradient, Workspace<T> workspace, bool accumulate) =>
        BackwardFrom(outputGradient, NetworkArguments.CastWorkspace<TWorkspace>(workspace), accumulate);
}
