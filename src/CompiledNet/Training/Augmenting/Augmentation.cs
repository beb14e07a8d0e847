using System.Numerics;

namespace CompiledNet;

/// <summary>Changes the input of a sample before it is learned from, so that the network sees more than the samples there are.</summary>
/// <remarks>
/// What is drawn depends on <see cref="TrainingOptions.Seed"/>, the epoch and the sample, and on nothing else: not on the batch size, not on the order of the
/// samples, and a training that is resumed draws what it would have drawn. Override <see cref="object.ToString"/> so that it says the settings: a training
/// is resumed only with the same.
/// </remarks>
public abstract class Augmentation
{
    /// <summary>Changes one input in place. Must not depend on anything but its arguments.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="input">The numbers of the sample, a copy.</param>
    /// <param name="random">Where to draw from; the same numbers for the same sample in the same epoch. Not to be kept.</param>
    public abstract void Apply<T>(Span<T> input, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Says why it does not fit a network with this many inputs, as the rest of a sentence; null if it fits.</summary>
    /// <param name="inputSize">Numbers in one input.</param>
    /// <returns>Such as "is of images of 8 × 8 × 1 numbers; the network has 65 inputs", or null.</returns>
    public virtual string? FindMistake(int inputSize) => null;
}
