using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>How often samples of each class were taken for each, and what follows from it.</summary>
/// <remarks>
/// <para>
/// With tp the samples of a class that were taken for it, fp those of other classes that were, and fn those of the class that were taken
/// for another: precision tp / (tp + fp), recall tp / (tp + fn), F1 2 tp / (2 tp + fp + fn). 0/0 counts as 0, everywhere: scikit-learn's
/// <c>zero_division=0</c>.
/// </para>
/// <para>
/// Averages are over all classes that the matrix has, those that no sample belongs to included: scikit-learn's with <c>labels</c> given.
/// </para>
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly string[]? _classNames;

    /// <summary>An empty matrix.</summary>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="classNames">Their names, for printing; null for their indices.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">There are not as many names as classes, or one is null.</exception>
    public ConfusionMatrix(int classCount, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (classNames is not null)
        {
            if (classNames.Count != classCount)
            {
                throw new ArgumentException(
                    $"The length of classNames is {classNames.Count}; one name for each of {Counted.Of(classCount, "class")} was expected.", nameof(classNames));
            }

            if (classNames.Contains(null!))
            {
                throw new ArgumentException("A name is null.", nameof(classNames));
            }

            _classNames = [.. classNames];
        }

        ClassCount = classCount;
        _counts = new long[(long)classCount * classCount];
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount { get; }

    /// <summary>Number of samples.</summary>
    public long Count { get; private set; }

    /// <summary>The share of samples whose class was predicted.</summary>
    public double Accuracy
    {
        get
        {
            long correct = 0;
            for (int i = 0; i < ClassCount; i++)
            {
                correct += Correct(i);
            }

            return Ratio(correct, Count);
        }
    }

    /// <summary>The mean of each score over the classes, each counting the same.</summary>
    public ClassScores MacroAverage => Average(_ => 1, ClassCount);

    /// <summary>The mean of each score over the classes, each counting by its samples.</summary>
    public ClassScores WeightedAverage => Average(Support, Count);

    /// <summary>
    /// The scores of all classes' tp, fp and fn added up. Where each sample has one class, as here, all three are the accuracy.
    /// </summary>
    public ClassScores MicroAverage
    {
        get
        {
            double accuracy = Accuracy;
            return new ClassScores(accuracy, accuracy, accuracy, Count);
        }
    }

    /// <summary>How many samples of one class were taken for another.</summary>
    /// <param name="actual">The class they belong to.</param>
    /// <param name="predicted">The class they were taken for.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[IndexOf(actual, predicted)];

    /// <summary>Counts predictions.</summary>
    /// <param name="actual">For each sample the class it belongs to.</param>
    /// <param name="predicted">For each sample the class it was taken for.</param>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="classNames">Their names, for printing; null for their indices.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 1, or a class is out of range.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or there are not as many names as classes.</exception>
    public static ConfusionMatrix Of(
        ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classCount, IReadOnlyList<string>? classNames = null)
    {
        if (predicted.Length != actual.Length)
        {
            throw new ArgumentException(
                $"The length of predicted is {predicted.Length}; {actual.Length} was expected, that of actual.", nameof(predicted));
        }

        var matrix = new ConfusionMatrix(classCount, classNames);
        for (int sample = 0; sample < actual.Length; sample++)
        {
            matrix.Add(actual[sample], predicted[sample]);
        }

        return matrix;
    }

    /// <summary>Counts what a network said (see <see cref="Predictions{T}"/> for what makes a class).</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="classNames">Names of the classes, for printing; null for their indices.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">An output is NaN, or there are not as many names as classes.</exception>
    /// <exception cref="InvalidOperationException">A target means no class.</exception>
    public static ConfusionMatrix Of<T>(Predictions<T> predictions, IReadOnlyList<string>? classNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var matrix = new ConfusionMatrix(predictions.ClassCount, classNames);
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            int predicted = predictions.ClassOf(sample);
            if (predicted < 0)
            {
                throw new ArgumentException($"An output of sample {sample} is NaN: it predicts no class.", nameof(predictions));
            }

            matrix.Add(predictions.ActualClassOf(sample), predicted);
        }

        return matrix;
    }

    /// <summary>Counts one more sample.</summary>
    /// <param name="actual">The class it belongs to.</param>
    /// <param name="predicted">The class it was taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        _counts[IndexOf(actual, predicted)]++;
        Count++;
    }

    /// <summary>Counts the samples of another matrix too, those of another fold of a cross-validation say.</summary>
    /// <param name="other">The other matrix.</param>
    /// <exception cref="ArgumentException">It has another number of classes.</exception>
    public void Add(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.ClassCount != ClassCount)
        {
            throw new ArgumentException($"The other matrix has {Counted.Of(other.ClassCount, "class")}; {ClassCount} {(ClassCount == 1 ? "was" : "were")} expected.", nameof(other));
        }

        long count = other.Count;
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += count;
    }

    /// <summary>The name of a class, its index if the matrix has no names.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public string NameOf(int classIndex)
    {
        CheckClass(classIndex, nameof(classIndex));
        return _classNames?[classIndex] ?? classIndex.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many samples belong to a class.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Support(int classIndex)
    {
        CheckClass(classIndex, nameof(classIndex));
        long sum = 0;
        for (int predicted = 0; predicted < ClassCount; predicted++)
        {
            sum += this[classIndex, predicted];
        }

        return sum;
    }

    /// <summary>How many samples were taken for a class.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long PredictedCount(int classIndex)
    {
        CheckClass(classIndex, nameof(classIndex));
        long sum = 0;
        for (int actual = 0; actual < ClassCount; actual++)
        {
            sum += this[actual, classIndex];
        }

        return sum;
    }

    /// <summary>The share of the samples taken for a class that belong to it; 0 if none was.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int classIndex) => Ratio(Correct(classIndex), PredictedCount(classIndex));

    /// <summary>The share of the samples of a class that were taken for it; 0 if there is none.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int classIndex) => Ratio(Correct(classIndex), Support(classIndex));

    /// <summary>The harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>; 0 if both are.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int classIndex) =>
        Ratio(2 * Correct(classIndex), Support(classIndex) + PredictedCount(classIndex));

    /// <summary>All scores of a class.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassScores Scores(int classIndex) =>
        new(Precision(classIndex), Recall(classIndex), F1(classIndex), Support(classIndex));

    /// <summary>A table: a row for each actual class, a column for each predicted one. The same in every culture.</summary>
    /// <returns>Its lines.</returns>
    public override string ToString()
    {
        string[] names = [.. Enumerable.Range(0, ClassCount).Select(NameOf)];
        var table = new TextTable(["actual \\ predicted", .. names]);
        for (int actual = 0; actual < ClassCount; actual++)
        {
            int row = actual;
            table.Add([names[row], .. names.Select((_, predicted) => this[row, predicted].ToString(CultureInfo.InvariantCulture))]);
        }

        return table.ToString();
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private long Correct(int classIndex)
    {
        CheckClass(classIndex, nameof(classIndex));
        return this[classIndex, classIndex];
    }

    private ClassScores Average(Func<int, long> weightOf, long total)
    {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            ClassScores scores = Scores(i);
            long weight = weightOf(i);
            precision += weight * scores.Precision;
            recall += weight * scores.Recall;
            f1 += weight * scores.F1;
        }

        // Without a sample every score is 0, and so is their average.
        double divisor = Math.Max(total, 1);
        return new ClassScores(precision / divisor, recall / divisor, f1 / divisor, Count);
    }

    private int IndexOf(int actual, int predicted)
    {
        CheckClass(actual, nameof(actual));
        CheckClass(predicted, nameof(predicted));
        return (actual * ClassCount) + predicted;
    }

    private void CheckClass(int classIndex, string name)
    {
        if ((uint)classIndex >= (uint)ClassCount)
        {
            throw new ArgumentOutOfRangeException(
                name, classIndex, $"There is no such class; an index from 0 to {ClassCount - 1} was expected.");
        }
    }
}
