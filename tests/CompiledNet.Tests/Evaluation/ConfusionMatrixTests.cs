using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Counts and scores of classes, against scikit-learn's.</summary>
public sealed class ConfusionMatrixTests
{
    private const string File = "classes";

    public static TheoryData<string> Cases => ReferenceFigures.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_and_scores_are_those_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case(File, name);
        ConfusionMatrix matrix = MatrixOf(item);
        int[] classes = [.. Enumerable.Range(0, matrix.ClassCount)];

        Assert.Equal(
            item.Integers("matrix").Select(count => (long)count),
            from actual in classes from predicted in classes select matrix[actual, predicted]);
        ReferenceFigures.AssertClose(item.Number("accuracy"), matrix.Accuracy, "accuracy");
        ReferenceFigures.AssertClose(item.Numbers("precision"), classes.Select(matrix.Precision), "precision");
        ReferenceFigures.AssertClose(item.Numbers("recall"), classes.Select(matrix.Recall), "recall");
        ReferenceFigures.AssertClose(item.Numbers("f1"), classes.Select(matrix.F1), "F1");
        ReferenceFigures.AssertClose(item.Numbers("support"), classes.Select(c => (double)matrix.Support(c)), "support");
        AssertAverage(item, "macro", matrix.MacroAverage);
        AssertAverage(item, "micro", matrix.MicroAverage);
        AssertAverage(item, "weighted", matrix.WeightedAverage);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_report_is_that_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case(File, name);
        var report = new ClassificationReport(MatrixOf(item));
        ReferenceFigures.AssertClose(item.Number("accuracy"), report.Accuracy, "accuracy");
        ReferenceFigures.AssertClose(item.Numbers("f1"), report.Classes.Select(scores => scores.F1), "F1");
        AssertAverage(item, "macro", report.MacroAverage);
        AssertAverage(item, "micro", report.MicroAverage);
        AssertAverage(item, "weighted", report.WeightedAverage);

        // Where a class appears nowhere, scikit-learn prints another line for the accuracy.
        if (item.GetProperty("report").GetString() is string text)
        {
            Assert.Equal(text, Samples.UnderHostileCulture(report.ToString));
            Assert.Equal(item.GetProperty("report4").GetString(), Samples.UnderHostileCulture(() => report.ToString(4)));
        }
    }

    [Fact]
    public void An_empty_matrix_has_scores_of_0()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Equal(0, matrix.Accuracy);
        Assert.Equal(new ClassScores(0, 0, 0, 0), matrix.Scores(1));
        Assert.Equal(default, matrix.MacroAverage);
        Assert.Equal(default, matrix.WeightedAverage);
        Assert.Equal(default, matrix.MicroAverage);
    }

    [Fact]
    public void It_prints_as_a_table()
    {
        int[] actual = [.. Enumerable.Repeat(0, 1234), 1, 2, 2];
        int[] predicted = [.. Enumerable.Repeat(0, 1234), 0, 2, 1];
        Assert.Equal(
            """
            actual \ predicted   cat  a dog  cow
            cat                 1234      0    0
            a dog                  1      0    0
            cow                    0      1    1
            """,
            Samples.UnderHostileCulture(ConfusionMatrix.Of(actual, predicted, 3, ["cat", "a dog", "cow"]).ToString));
        Assert.Equal(
            """
            actual \ predicted  0  1
            0                   0  1
            1                   0  0
            """,
            ConfusionMatrix.Of([0], [1], 2).ToString());
        Assert.Equal(
            "precision 0.5000, recall 1.0000, F1 0.6667 over 3 samples",
            Samples.UnderHostileCulture(new ClassScores(0.5, 1, 2.0 / 3, 3).ToString));
    }

    [Fact]
    public void Matrices_add_up()
    {
        ConfusionMatrix sum = ConfusionMatrix.Of([0, 1], [1, 1], 2);
        sum.Add(ConfusionMatrix.Of([1, 1, 0], [1, 0, 1], 2));
        Assert.Equal(ConfusionMatrix.Of([0, 1, 1, 1, 0], [1, 1, 1, 0, 1], 2).ToString(), sum.ToString());
        Assert.Equal(5, sum.Count);

        sum.Add(sum);
        Assert.Equal(10, sum.Count);
        Assert.Equal(4, sum[0, 1]);
    }

    [Fact]
    public void Predictions_count_by_their_classes()
    {
        // The largest output, the first of several; then one-hot targets; then one output on either side of ½.
        double[] outputs = [0.7, 0.2, 0.1, 0.4, 0.4, 0.2, 0.1, 0.2, 0.7];
        Assert.Equal(
            ConfusionMatrix.Of([0, 1, 2], [0, 0, 2], 3).ToString(),
            ConfusionMatrix.Of(Samples.OfClasses([0, 1, 2], 3, outputs)).ToString());
        Assert.Equal(
            ConfusionMatrix.Of([0, 1, 2], [0, 0, 2], 3).ToString(),
            ConfusionMatrix.Of(Samples.OfTargets([1, 0, 0, 0, 1, 0, 0.25, 0.25, 0.5], 3, outputs)).ToString());
        Assert.Equal(
            ConfusionMatrix.Of([0, 1, 1, 0], [0, 1, 0, 1], 2, ["no", "yes"]).ToString(),
            ConfusionMatrix.Of(Samples.OfTargets([0, 1, 1, 0], 1, [0.5, 0.6, 0.1, 9]), ["no", "yes"]).ToString());
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        Assert.Contains("sample 1", Assert.Throws<ArgumentException>(
            () => ConfusionMatrix.Of(Samples.OfClasses([0, 1], 2, [1, 0, 0, double.NaN]))).Message, StringComparison.Ordinal);
        Assert.Contains("sample 1", Assert.Throws<InvalidOperationException>(
            () => ConfusionMatrix.Of(Samples.OfTargets([0, 2.5], 1, [0, 1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => ConfusionMatrix.Of([0], [2], 2));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => ConfusionMatrix.Of([-1], [0], 2));
        Assert.Throws<ArgumentException>("predicted", () => ConfusionMatrix.Of([0, 1], [0], 2));
        Assert.Throws<ArgumentException>("classNames", () => new ConfusionMatrix(2, ["one"]));
        Assert.Throws<ArgumentException>("classNames", () => new ConfusionMatrix(2, ["one", null!]));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => new ConfusionMatrix(0));
        Assert.Throws<ArgumentOutOfRangeException>("classIndex", () => new ConfusionMatrix(2).Recall(2));
        Assert.Throws<ArgumentException>("other", () => new ConfusionMatrix(2).Add(new ConfusionMatrix(3)));
        Assert.Throws<ArgumentOutOfRangeException>("digits", () => new ClassificationReport(new ConfusionMatrix(2)).ToString(0));
    }

    private static ConfusionMatrix MatrixOf(JsonElement item) => ConfusionMatrix.Of(
        item.Integers("actual"), item.Integers("predicted"), item.GetProperty("classCount").GetInt32(), item.Texts("classNames"));

    private static void AssertAverage(JsonElement item, string kind, ClassScores average)
    {
        ReferenceFigures.AssertClose(item.Numbers(kind), [average.Precision, average.Recall, average.F1], kind);
        Assert.Equal(item.Integers("actual").Length, average.Support);
    }
}
