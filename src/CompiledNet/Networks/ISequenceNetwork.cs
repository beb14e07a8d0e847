using System.Numerics;

namespace CompiledNet;

/// <summary>A network of sequences of any length: what generic code such as the trainer needs beside <see cref="INetwork{T}"/>.</summary>
/// <remarks>
/// Sizes are those of a step. <c>Forward(input, output)</c> takes one whole sequence from zero state. Implemented by generated code.
/// </remarks>
/// <typeparam name="T">The network's number type.</typeparam>
public interface ISequenceNetwork<T> : INetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Allocates every buffer of a training step.</summary>
    /// <param name="batchSize">Samples that it holds at the most, at least 1.</param>
    /// <param name="steps">Steps of each sample that it holds at the most, at least 1.</param>
    /// <param name="inputGradient">Whether Backward computes ∂L/∂x too.</param>
    /// <returns>The workspace.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is less than 1, or too large to allocate.</exception>
    Workspace<T> CreateWorkspace(int batchSize, int steps, bool inputGradient = false);

    /// <summary>Allocates a stream: inference that keeps its state from step to step.</summary>
    /// <returns>The stream, at zero state.</returns>
    SequenceStream<T> CreateStream();
}
