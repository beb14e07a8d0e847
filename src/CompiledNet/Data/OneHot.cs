using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Classes as indices and as one-hot vectors: of as many numbers as there are classes, all 0 but a 1 at the index of the class. Losses
/// other than categorical cross-entropy take only the vectors; <see cref="DataSet{T}"/> takes both.
/// </summary>
public static class OneHot
{
    /// <summary>Writes classes as one-hot vectors.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="classes">For each sample the index of its class, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="destination">Samples × <paramref name="classCount"/> numbers, written sample after sample.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">A length does not fit, or an index is out of range; nothing was written.</exception>
    public static void Encode<T>(ReadOnlySpan<int> classes, int classCount, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        CheckLength(destination.Length, classes.Length, classCount, nameof(destination));
        CheckClasses(classes, classCount);
        destination.Clear();
        for (int sample = 0; sample < classes.Length; sample++)
        {
            destination[(sample * classCount) + classes[sample]] = T.One;
        }
    }

    /// <summary>Classes as one-hot vectors.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="classes">For each sample the index of its class, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <returns>Samples × <paramref name="classCount"/> numbers, sample after sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">An index is out of range.</exception>
    public static T[] Encode<T>(ReadOnlySpan<int> classes, int classCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        var vectors = new T[checked(classes.Length * classCount)];
        Encode(classes, classCount, vectors.AsSpan());
        return vectors;
    }

    /// <summary>
    /// The class that each vector speaks for, the index of its largest number: of one-hot vectors their class, of a network's outputs
    /// the class that it predicts.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="vectors">Samples × <paramref name="classCount"/> numbers, sample after sample.</param>
    /// <param name="classCount">How many classes there are, at least 2: a single column has no largest number to go by.</param>
    /// <param name="classes">One index for each sample, written: the first of several that are equal, −1 where there is a NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 2.</exception>
    /// <exception cref="ArgumentException">A length does not fit; nothing was written.</exception>
    public static void Decode<T>(ReadOnlySpan<T> vectors, int classCount, Span<int> classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (classCount < 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(classCount),
                classCount,
                "At least 2 classes were expected: of a single output the largest is always the first. One output tells two classes apart by ½; compare it, or "
                + "ask Predictions.Classes().");
        }

        CheckLength(vectors.Length, classes.Length, classCount, nameof(vectors));
        for (int sample = 0; sample < classes.Length; sample++)
        {
            classes[sample] = LargestNumber.IndexOf(vectors.Slice(sample * classCount, classCount));
        }
    }

    /// <summary>The class of a one-hot vector, or −1 if it is none: not all 0 but a single 1.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="vector">The vector.</param>
    /// <returns>The index of the 1.</returns>
    public static int ClassOf<T>(ReadOnlySpan<T> vector)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        vector.Count(T.One) == 1 && vector.Count(T.Zero) == vector.Length - 1 ? vector.IndexOf(T.One) : -1;

    /// <summary>Throws for an index that is not one of a class.</summary>
    internal static void CheckClasses(ReadOnlySpan<int> classes, int classCount)
    {
        for (int i = 0; i < classes.Length; i++)
        {
            if ((uint)classes[i] >= (uint)classCount)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"classes[{i}] is {classes[i]}; an index from 0 to {classCount - 1} was expected."),
                    nameof(classes));
            }
        }
    }

    private static void CheckLength(int length, int samples, int classCount, string name)
    {
        if (length != (long)samples * classCount)
        {
            throw new ArgumentException(
                $"The length of {name} is {length}; {Counted.Of(samples, "sample")} × {Counted.Of(classCount, "class")} = {(long)samples * classCount} was expected.",
                name);
        }
    }
}
