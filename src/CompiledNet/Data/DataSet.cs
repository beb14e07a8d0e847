using System.Numerics;

namespace CompiledNet;

/// <summary>What is known of a <see cref="DataSet{T}"/> whatever its number type.</summary>
public abstract class DataSet
{
    private protected DataSet(int count, int inputSize, int outputSize)
    {
        Count = count;
        InputSize = inputSize;
        OutputSize = outputSize;
    }

    /// <summary>Number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>Numbers in the input of one sample.</summary>
    public int InputSize { get; }

    /// <summary>Numbers in the target of one sample; where the targets are classes, how many classes there are.</summary>
    public int OutputSize { get; }

    /// <summary>Whether a sample's target is the index of its class.</summary>
    public abstract bool HasClasses { get; }

    /// <summary>
    /// Samples whose inputs are bytes, such as the pixels of pictures, and stay so: they become numbers in the batch that is learned from, and take a quarter
    /// of the memory of a <see cref="float"/> each.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="inputs">The inputs, sample after sample; looked at and not copied.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="classes">For each sample the index of its class, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">How many classes there are: the outputs of the network.</param>
    /// <param name="low">What the byte 0 means.</param>
    /// <param name="high">What the byte 255 means; those between lie on the line between.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or <paramref name="low"/> or <paramref name="high"/> is not finite.</exception>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, or an index is out of range.</exception>
    public static DataSet<T> OfBytes<T>(
        ReadOnlyMemory<byte> inputs, int inputSize, ReadOnlyMemory<int> classes, int classCount, double low = 0, double high = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => new(BytesOf<T>(inputs, low, high), inputs.Length, inputSize, classes, classCount);

    /// <summary>The same for samples with target vectors.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="inputs">The inputs, sample after sample; looked at and not copied.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="targets">The targets, sample after sample.</param>
    /// <param name="outputSize">Numbers in one target, at least 1.</param>
    /// <param name="low">What the byte 0 means.</param>
    /// <param name="high">What the byte 255 means; those between lie on the line between.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or <paramref name="low"/> or <paramref name="high"/> is not finite.</exception>
    /// <exception cref="ArgumentException">There is no sample, or a length does not fit.</exception>
    public static DataSet<T> OfBytes<T>(
        ReadOnlyMemory<byte> inputs, int inputSize, ReadOnlyMemory<T> targets, int outputSize, double low = 0, double high = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => new(BytesOf<T>(inputs, low, high), inputs.Length, inputSize, targets, outputSize);

    private static ByteInputs<T> BytesOf<T>(ReadOnlyMemory<byte> inputs, double low, double high)
        where T : unmanaged, IFloatingPointIeee754<T> => new(inputs, Finite(low, nameof(low)), Finite(high, nameof(high)));

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite.");
}
