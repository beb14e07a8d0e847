using System.Numerics;

namespace CompiledNet;

/// <summary>What a network made of a batch, and what it should have made.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct MetricBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Puts a batch together.</summary>
    /// <param name="outputs">ŷ, samples × outputs numbers.</param>
    /// <param name="outputSize">Numbers in one output, at least 1.</param>
    /// <param name="targets">The targets, as many numbers; not read where there are classes.</param>
    /// <param name="classes">One index for each sample; empty where the targets are vectors.</param>
    /// <param name="loss">The mean loss.</param>
    public MetricBatch(ReadOnlySpan<T> outputs, int outputSize, ReadOnlySpan<T> targets, ReadOnlySpan<int> classes, double loss)
    {
        Outputs = outputs;
        OutputSize = outputSize;
        Targets = targets;
        Classes = classes;
        Loss = loss;
    }

    /// <summary>ŷ, sample after sample.</summary>
    public ReadOnlySpan<T> Outputs { get; }

    /// <summary>Numbers in one output.</summary>
    public int OutputSize { get; }

    /// <summary>The target vectors, sample after sample; perhaps empty where <see cref="HasClasses"/>.</summary>
    public ReadOnlySpan<T> Targets { get; }

    /// <summary>The class of each sample; empty unless <see cref="HasClasses"/>.</summary>
    public ReadOnlySpan<int> Classes { get; }

    /// <summary>The mean loss of the batch, with the samples' weights where they have any.</summary>
    public double Loss { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Outputs.Length / OutputSize;

    /// <summary>Whether a sample's target is the index of its class.</summary>
    public bool HasClasses => !Classes.IsEmpty;

    /// <summary>The output of one sample.</summary>
    /// <param name="sample">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>Its numbers.</returns>
    public ReadOnlySpan<T> OutputOf(int sample) => Outputs.Slice(sample * OutputSize, OutputSize);

    /// <summary>One number of a sample's target, which is 1 or 0 where it is a class.</summary>
    /// <param name="sample">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="output">From 0 to <see cref="OutputSize"/> − 1.</param>
    /// <returns>The number.</returns>
    public double TargetOf(int sample, int output) => HasClasses
        ? Classes[sample] == output ? 1 : 0
        : double.CreateTruncating(Targets[(sample * OutputSize) + output]);

    /// <summary>The class of a sample, which is the place of the largest number in its target where that is a vector.</summary>
    /// <param name="sample">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>The index; −1 if the target has a NaN, or several numbers are the largest, as where there are several labels or none.</returns>
    public int ClassOf(int sample) => HasClasses
        ? Classes[sample]
        : TargetClass.OfLargest(Targets.Slice(sample * OutputSize, OutputSize));
}
