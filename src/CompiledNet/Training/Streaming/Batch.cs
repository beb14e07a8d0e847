using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Some samples of a stream: <see cref="Trainer.Fit{T}(INetwork{T}, IEnumerable{Batch{T}}, TrainingOptions, CancellationToken)"/>. It looks at
/// the caller's arrays, which may be used for the next batch as soon as the source is asked for it.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly struct Batch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Samples with target vectors.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="targets">The targets, sample after sample.</param>
    public Batch(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets)
    {
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>Samples that belong to classes.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="classes">For each sample the index of its class.</param>
    public Batch(ReadOnlyMemory<T> inputs, ReadOnlyMemory<int> classes)
    {
        Inputs = inputs;
        Classes = classes;
        HasClasses = true;
    }

    /// <summary>Samples with target vectors, in arrays.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="targets">The targets, sample after sample.</param>
    public Batch(T[] inputs, T[] targets)
        : this(inputs.AsMemory(), (ReadOnlyMemory<T>)targets)
    {
    }

    /// <summary>Samples that belong to classes, in arrays.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="classes">For each sample the index of its class.</param>
    public Batch(T[] inputs, int[] classes)
        : this(inputs.AsMemory(), (ReadOnlyMemory<int>)classes)
    {
    }

    /// <summary>The inputs, sample after sample.</summary>
    public ReadOnlyMemory<T> Inputs { get; }

    /// <summary>The target vectors, sample after sample; empty where <see cref="HasClasses"/>.</summary>
    public ReadOnlyMemory<T> Targets { get; }

    /// <summary>The class of each sample; empty unless <see cref="HasClasses"/>.</summary>
    public ReadOnlyMemory<int> Classes { get; }

    /// <summary>Whether a sample's target is the index of its class.</summary>
    public bool HasClasses { get; }
}
