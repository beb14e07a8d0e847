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
