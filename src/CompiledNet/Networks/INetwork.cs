using System.Numerics;

namespace CompiledNet;

/// <summary>
/// What every generated network is to code that works with any of them, such as the trainer. Code that knows its network calls
/// the class itself, which has the same methods for its own <c>Workspace</c>.
/// </summary>
/// <typeparam name="T">The network's number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers in the input of one sample.</summary>
    int InputSize { get; }

    /// <summary>Numbers in the output of one sample.</summary>
    int OutputSize { get; }

    /// <summary>Parameters that are trained, weights and biases, padding not counted.</summary>
    int ParameterCount { get; }

    /// <summary>The declared loss.</summary>
    Loss Loss { get; }

    /// <summary>The layers, the first one nearest to the input.</summary>
    IReadOnlyList<LayerInfo> Layers { get; }

    /// <summary>Every tensor, in order of declaration, by PyTorch's names.</summary>
    IReadOnlyList<TensorInfo> Tensors => LayerInfo.TensorsOf(Layers);

    /// <summary>
    /// Every weight and bias in one 64-byte aligned buffer, with padding between them (see <see cref="Layers"/>). Any finite value in
    /// the padding is harmless.
    /// </summary>
    Span<T> Parameters { get; }

    /// <summary>How the class is declared, for <see cref="FrozenExport.ExportFrozen"/>; null where no generator wrote it.</summary>
    NetworkDeclaration? Declaration => null;

    /// <summary>Allocates the buffers of a training step.</summary>
    /// <param name="batchSize">Samples that it holds at the most, at least 1.</param>
    /// <param name="inputGradient">Whether Backward computes dL/dx too.</param>
    /// <returns>The network's own <c>Workspace</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1 or too large to allocate.</exception>
    Workspace<T> CreateWorkspace(int batchSize, bool inputGradient = false);

    /// <summary>Infers n samples. Allocates nothing; may be called from many threads at once.</summary>
    /// <param name="input">n × <see cref="InputSize"/> numbers, sample after sample.</param>
    /// <param name="output">n × <see cref="OutputSize"/> numbers, written; must not overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap; nothing was written.</exception>
    void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Forward propagation of 1 to batchSize samples that keeps what Backward needs.</summary>
    /// <param name="input">n × <see cref="InputSize"/> numbers; not copied where it is the start of <c>workspace.Input</c>.</param>
    /// <param name="workspace">A workspace of this kind of network.</param>
    /// <exception cref="ArgumentException">The length does not fit, or the workspace is another network's; nothing was written.</exception>
    void Forward(ReadOnlySpan<T> input, Workspace<T> workspace);

    /// <summary>The mean loss over the samples of the last Forward, without propagating anything back.</summary>
    /// <param name="target">Samples × <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">The workspace of that Forward.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward, the workspace has sample weights of another number, or the network declares no loss.</exception>
    T EvaluateLoss(ReadOnlySpan<T> target, Workspace<T> workspace);

    /// <summary>The same with class indices for one-hot targets.</summary>
    /// <param name="classes">One index for each sample, from 0 to <see cref="OutputSize"/> − 1; of an output of several steps or positions one for each, from 0 to its channels − 1.</param>
    /// <param name="workspace">The workspace of that Forward.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The length does not fit, or an index is out of range.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward, the workspace has sample weights of another number, or the loss is not categorical cross-entropy.</exception>
    T EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<T> workspace);

    /// <summary>Backward propagation of the last Forward's samples: writes (or adds to) <c>workspace.Gradients</c>.</summary>
    /// <param name="target">Samples × <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">The workspace of that Forward.</param>
    /// <param name="accumulate">Whether the gradients are added to those that are there.</param>
    /// <returns>The mean loss over the samples, with their weights if the workspace has any.</returns>
    /// <exception cref="ArgumentException">The length does not fit; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward, the workspace has sample weights of another number, or the network declares no loss.</exception>
    T Backward(ReadOnlySpan<T> target, Workspace<T> workspace, bool accumulate = false);

    /// <summary>The same with class indices for one-hot targets.</summary>
    /// <param name="classes">One index for each sample, from 0 to <see cref="OutputSize"/> − 1; of an output of several steps or positions one for each, from 0 to its channels − 1.</param>
    /// <param name="workspace">The workspace of that Forward.</param>
    /// <param name="accumulate">Whether the gradients are added to those that are there.</param>
    /// <returns>The mean loss over the samples, with their weights if the workspace has any.</returns>
    /// <exception cref="ArgumentException">The length does not fit, or an index is out of range; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward, the workspace has sample weights of another number, or the loss is not categorical cross-entropy.</exception>
    T BackwardClasses(ReadOnlySpan<int> classes, Workspace<T> workspace, bool accumulate = false);

    /// <summary>Backward propagation from a loss of the caller's own, given by its derivative.</summary>
    /// <param name="outputGradient">dL/dŷ, samples × <see cref="OutputSize"/> numbers, taken as they are: no 1/m.</param>
    /// <param name="workspace">The workspace of that Forward.</param>
    /// <param name="accumulate">Whether the gradients are added to those that are there.</param>
    /// <exception cref="ArgumentException">The length does not fit; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward.</exception>
    void BackwardFrom(ReadOnlySpan<T> outputGradient, Workspace<T> workspace, bool accumulate = false);
}
