using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>
/// What is equal in all generated classes of what <see cref="INetwork{T}"/> wants: what is known of the network, and the methods that a loss would bring. For
/// generated code.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGeneratedNetwork<T> : INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
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
    IReadOnlyList<TensorInfo> INetwork<T>.Tensors => Description.Tensors;

    /// <summary>Inference of n samples, shared among threads, with the same bits. Only large batches of a network with vector kernels gain by it.</summary>
    /// <param name="input">n × inputs numbers, sample after sample.</param>
    /// <param name="output">n × outputs numbers, written; must not overlap the input.</param>
    /// <param name="threads">Threads at the most, at least 1, the caller's own included.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1; nothing was written.</exception>
    void Forward(ReadOnlySpan<T> input, Span<T> output, int threads);

    /// <inheritdoc/>
    Loss INetwork<T>.Loss => Description.Loss;

    /// <inheritdoc/>
    IReadOnlyList<LayerInfo> INetwork<T>.Layers => Description.Layers;

    /// <inheritdoc/>
    NetworkDeclaration? INetwork<T>.Declaration => Description.Declaration;

    /// <inheritdoc/>
    T INetwork<T>.EvaluateLoss(ReadOnlySpan<T> target, Workspace<T> workspace) => throw new InvalidOperationException(NoLoss);

    /// <inheritdoc/>
    T INetwork<T>.EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<T> workspace) => throw new InvalidOperationException(NoClasses);

    /// <inheritdoc/>
    T INetwork<T>.Backward(ReadOnlySpan<T> target, Workspace<T> workspace, bool accumulate) => throw new InvalidOperationException(NoLoss);

    /// <inheritdoc/>
    T INetwork<T>.BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate) => throw new InvalidOperationException(NoClasses);
}
