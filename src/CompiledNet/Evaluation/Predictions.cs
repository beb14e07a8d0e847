using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>What a network said of every sample of a data set: the outputs beside the targets.</summary>
/// <remarks>
/// <para>
/// A sample's predicted class is that of its largest output, the first of several; with one output, class 1 where it is above ½, else
/// class 0. Its actual class is the index that the data set holds; with one target, class 1 where it is above ½; with target vectors, that
/// of the largest number, where the vector means one class: a single number is above ½, or all sum to 1. The same rules as those of
/// <see cref="Trainer.Evaluate"/>.
/// </para>
/// <para>
/// A target of several labels at once, or of none, means no class: figures that need one throw. Those of one column,
/// <see cref="RocCurve.OfClass"/> and <see cref="Calibration.OfClass"/>, take it: the label is there where its number is above ½.
/// </para>
/// <para>Nothing is copied: it looks at the data set and at the outputs.</para>
/// </remarks>
/// <typeparam name="T">The network's number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Predictions<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Outputs that come from elsewhere than <see cref="Trainer"/>.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="outputs">Samples × outputs numbers, sample after sample.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public Predictions(DataSet<T> data, ReadOnlyMemory<T> outputs)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (outputs.Length != (long)data.Count * data.OutputSize)
        {
            throw new ArgumentException(
                $"The length of outputs is {outputs.Length}; {Counted.Of(data.Count, "sample")} × {data.OutputSize} = "
                + $"{(long)data.Count * data.OutputSize} was expected.",
                nameof(outputs));
        }

        Data = data;
        Outputs = outputs;
    }

    /// <summary>Outputs in an array, which come from elsewhere than <see cref="Trainer"/>.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="outputs">Samples × outputs numbers, sample after sample.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public Predictions(DataSet<T> data, T[] outputs)
        : this(data, (ReadOnlyMemory<T>)outputs)
    {
    }

    /// <summary>The samples.</summary>
    public DataSet<T> Data { get; }

    /// <summary>Number of samples, at least 1.</summary>
    public int Count => Data.Count;

    /// <summary>Numbers in the output of one sample.</summary>
    public int OutputSize => Data.OutputSize;

    /// <summary>How many classes the outputs tell apart: as many as there are, and 2 with one output.</summary>
    public int ClassCount => OutputSize == 1 ? 2 : OutputSize;

    /// <summary>All outputs, sample after sample.</summary>
    public ReadOnlyMemory<T> Outputs { get; }

    /// <summary>The output of one sample.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>Its numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<T> OutputOf(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Count, nameof(sample));
        return Outputs.Span.Slice(sample * OutputSize, OutputSize);
    }

    /// <summary>The class that the network predicts.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>Its index, from 0 to <see cref="ClassCount"/> − 1; −1 if an output is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public int ClassOf(int sample) => ClassIn(OutputOf(sample));

    /// <summary>The class that the sample belongs to.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>Its index, from 0 to <see cref="ClassCount"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">
    /// The sample's target means no class: it holds a number that is not from 0 to 1, several labels, or none.
    /// </exception>
    public int ActualClassOf(int sample)
    {
        if (Data.HasClasses)
        {
            return Data.ClassOf(sample);
        }

        int actual = TargetClass.Of(CheckedTargetOf(sample));
        return actual >= 0 ? actual : throw new InvalidOperationException(
            $"The target of sample {sample} means no class: it holds several labels, or none. Ask RocCurve.OfClass, RocCurve.OneVersusRest or "
            + "Calibration.OfClass, which look at each output by itself.");
    }

    /// <summary>The predicted class of every sample.</summary>
    /// <returns>A new array of what <see cref="ClassOf"/> gives.</returns>
    public int[] Classes()
    {
        int[] classes = new int[Count];
        for (int sample = 0; sample < classes.Length; sample++)
        {
            classes[sample] = ClassOf(sample);
        }

        return classes;
    }

    /// <summary>Whether a sample belongs to a class, or has the label of that number where a target may have several.</summary>
    /// <exception cref="InvalidOperationException">The target holds a number that is not from 0 to 1.</exception>
    internal bool IsOf(int sample, int label)
    {
        if (Data.HasClasses)
        {
            return Data.ClassOf(sample) == label;
        }

        ReadOnlySpan<T> target = CheckedTargetOf(sample);
        int actual = TargetClass.Of(target);
        return actual >= 0 ? actual == label : TargetClass.IsPresent(target[label]);
    }

    /// <summary>An output as a probability.</summary>
    /// <exception cref="ArgumentException">It is not from 0 to 1.</exception>
    internal double ProbabilityOf(int sample, int output)
    {
        double value = double.CreateTruncating(OutputOf(sample)[output]);
        return value is >= 0 and <= 1
            ? value
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Output {output} of sample {sample} is {value}; a probability from 0 to 1 was expected, as sigmoid and softmax give it."));
    }

    /// <summary>The output whose samples are the positive ones, of those that stand for a class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None stands for that class.</exception>
    internal int OutputFor(int positiveClass)
    {
        if (OutputSize == 1)
        {
            return positiveClass == 1
                ? 0
                : throw new ArgumentOutOfRangeException(
                    nameof(positiveClass), positiveClass, "With one output the positive class is 1, and no other.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)positiveClass, (uint)OutputSize, nameof(positiveClass));
        return positiveClass;
    }

    private ReadOnlySpan<T> CheckedTargetOf(int sample)
    {
        ReadOnlySpan<T> target = Data.TargetOf(sample);
        foreach (T number in target)
        {
            if (!(number >= T.Zero && number <= T.One))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The target of sample {sample} means no class: it holds {number}; numbers from 0 to 1 were expected."));
            }
        }

        return target;
    }

    private static int ClassIn(ReadOnlySpan<T> values)
    {
        if (values.Length > 1)
        {
            return LargestNumber.IndexOf(values);
        }

        T value = values[0];
        return T.IsNaN(value) ? -1 : TargetClass.IsPresent(value) ? 1 : 0;
    }
}
