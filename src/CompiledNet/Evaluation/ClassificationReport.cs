using System.Globalization;
using System.Numerics;
using System.Text;

namespace CompiledNet;

/// <summary>
/// The scores of every class and their averages, printed as scikit-learn's <c>classification_report</c> prints them (with
/// <c>zero_division=0</c> and all classes as <c>labels</c>).
/// </summary>
public sealed class ClassificationReport
{
    private const string LongestTitle = "weighted avg";

    private readonly string[] _names;

    /// <summary>The report of a matrix as it is now.</summary>
    /// <param name="matrix">The matrix.</param>
    public ClassificationReport(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        _names = [.. Enumerable.Range(0, matrix.ClassCount).Select(matrix.NameOf)];
        Classes = [.. Enumerable.Range(0, matrix.ClassCount).Select(matrix.Scores)];
        Accuracy = matrix.Accuracy;
        MacroAverage = matrix.MacroAverage;
        MicroAverage = matrix.MicroAverage;
        WeightedAverage = matrix.WeightedAverage;
    }

    /// <summary>The scores of each class.</summary>
    public IReadOnlyList<ClassScores> Classes { get; }

    /// <summary>The share of samples whose class was predicted.</summary>
    public double Accuracy { get; }

    /// <summary>The mean of each score over the classes, each counting the same.</summary>
    public ClassScores MacroAverage { get; }

    /// <summary>The scores of all classes' counts added up, each the accuracy.</summary>
    public ClassScores MicroAverage { get; }

    /// <summary>The mean of each score over the classes, each counting by its samples.</summary>
    public ClassScores WeightedAverage { get; }

    /// <summary>The report of what a network said (see <see cref="Predictions{T}"/> for what makes a class).</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="classNames">Names of the classes; null for their indices.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An output is NaN, or there are not as many names as classes.</exception>
    /// <exception cref="InvalidOperationException">A target means no class.</exception>
    public static ClassificationReport Of<T>(Predictions<T> predictions, IReadOnlyList<string>? classNames = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(ConfusionMatrix.Of(predictions, classNames));

    /// <summary>The report with two digits after the point, the same in every culture.</summary>
    /// <returns>Its lines.</returns>
    public override string ToString() => ToString(2);

    /// <summary>The report, the same in every culture.</summary>
    /// <param name="digits">How many digits come after the point, from 1 to 15.</param>
    /// <returns>Its lines.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is not from 1 to 15.</exception>
    public string ToString(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);

        int width = Math.Max(Math.Max(_names.Max(name => name.Length), LongestTitle.Length), digits);
        var text = new StringBuilder();
        Append(text, width, string.Empty, "precision", "recall", "f1-score", "support");
        text.Append('\n');
        for (int i = 0; i < _names.Length; i++)
        {
            Append(text, width, digits, _names[i], Classes[i]);
        }

        text.Append('\n');
        Append(text, width, "accuracy", string.Empty, string.Empty, TextTable.Fixed(Accuracy, digits), Text(MacroAverage.Support));
        Append(text, width, digits, "macro avg", MacroAverage);
        Append(text, width, digits, LongestTitle, WeightedAverage);
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, int width, int digits, string title, ClassScores scores) => Append(
        text,
        width,
        title,
        TextTable.Fixed(scores.Precision, digits),
        TextTable.Fixed(scores.Recall, digits),
        TextTable.Fixed(scores.F1, digits),
        Text(scores.Support));

    private static void Append(
        StringBuilder text, int width, string title, string precision, string recall, string f1, string support)
    {
        text.Append(title.PadLeft(width)).Append(' ');
        foreach (string cell in (ReadOnlySpan<string>)[precision, recall, f1, support])
        {
            text.Append(' ').Append(cell.PadLeft(9));
        }

        text.Append('\n');
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
