using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Errors of numbers, against scikit-learn's.</summary>
public sealed class RegressionReportTests
{
    private const string File = "regression";

    public static TheoryData<string> Cases => ReferenceFigures.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_are_those_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case(File, name);
        int size = item.GetProperty("outputSize").GetInt32();
        double[] actual = item.Numbers("actual");
        double[] predicted = item.Numbers("predicted");
        foreach (RegressionReport report in (RegressionReport[])[
            RegressionReport.Of<double>(actual, predicted, size), RegressionReport.Of(Samples.OfTargets(actual, size, predicted))])
        {
            Assert.Equal(actual.Length / size, report.Count);
            ReferenceFigures.AssertClose(item.Number("mae"), report.Overall.MeanAbsoluteError, "MAE");
            ReferenceFigures.AssertClose(item.Number("mse"), report.Overall.MeanSquaredError, "MSE");
            ReferenceFigures.AssertClose(item.Number("rmse"), report.Overall.RootMeanSquaredError, "RMSE");
            ReferenceFigures.AssertClose(item.Number("r2"), report.Overall.RSquared, "R²");
            ReferenceFigures.AssertClose(item.Number("max"), report.Overall.MaxError, "max error");
            ReferenceFigures.AssertClose(item.Numbers("maeOfEach"), report.Outputs.Select(o => o.MeanAbsoluteError), "MAE");
            ReferenceFigures.AssertClose(item.Numbers("mseOfEach"), report.Outputs.Select(o => o.MeanSquaredError), "MSE");
            ReferenceFigures.AssertClose(item.Numbers("rmseOfEach"), report.Outputs.Select(o => o.RootMeanSquaredError), "RMSE");
            ReferenceFigures.AssertClose(item.Numbers("r2OfEach"), report.Outputs.Select(o => o.RSquared), "R²");
            ReferenceFigures.AssertClose(item.Numbers("maxOfEach"), report.Outputs.Select(o => o.MaxError), "max error");
        }
    }

    [Theory]
    [InlineData(0.1, 3)]
    [InlineData(0.7, 10)]
    [InlineData(1e300, 7)]
    [InlineData(-1e-300, 7)]
    [InlineData(1234.5678, 1000)]
    public void A_constant_has_an_R2_of_0_or_1_whatever_its_mean_is_rounded_to(double constant, int count)
    {
        double[] actual = [.. Enumerable.Repeat(constant, count)];
        double[] wrong = [.. actual.Select(y => 2 * y)];
        Assert.Equal(0, RegressionReport.Of<double>(actual, wrong).Overall.RSquared);
        Assert.Equal(1, RegressionReport.Of<double>(actual, actual).Overall.RSquared);

        // Beside a column with a variance, whose own figure is 1.
        double[] pairs = [.. actual.SelectMany((y, i) => (double[])[i, y])];
        double[] wrongPairs = [.. wrong.SelectMany((y, i) => (double[])[i, y])];
        Assert.Equal(0.5, RegressionReport.Of<double>(pairs, wrongPairs, 2).Overall.RSquared);
    }

    [Fact]
    public void A_constant_in_single_precision_is_one_too()
    {
        float[] actual = [.. Enumerable.Repeat(0.1f, 7)];
        Assert.Equal(0, RegressionReport.Of<float>(actual, [.. actual.Select(y => 2 * y)]).Overall.RSquared);
    }

    [Fact]
    public void A_variance_far_from_zero_keeps_its_digits()
    {
        double[] actual = [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3];
        Assert.Equal(1 - (1 / 5.0), RegressionReport.Of<double>(actual, [1e9 + 1, 1e9 + 1, 1e9 + 2, 1e9 + 3]).Overall.RSquared, 14);
    }

    [Fact]
    public void A_number_that_is_NaN_makes_every_score_NaN()
    {
        foreach (RegressionScores scores in (RegressionScores[])[
            RegressionReport.Of<double>([1, 2, 3], [1, double.NaN, 3]).Overall,
            RegressionReport.Of<double>([1, double.NaN, 3], [1, 2, 3]).Overall,
            RegressionReport.Of<double>([2, 2, 2], [2, double.NaN, 2]).Overall])
        {
            Assert.Equal(new RegressionScores(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN), scores);
        }
    }

    [Fact]
    public void R2_keeps_its_digits_far_from_zero()
    {
        // Σ (y − ȳ)² = 128 / 3; doubles are an eighth apart at 10¹⁵, so that ȳ is rounded.
        Assert.Equal(1 - (1 / (128 / 3.0)), RegressionReport.Of<double>([1e15, 1e15, 1e15 + 8], [1e15, 1e15 + 1, 1e15 + 8]).Overall.RSquared, 1e-14);

        // A first number far from all others.
        Assert.Equal(1, RegressionReport.Of<double>([-1e15, 1e15, 1e15 + 8], [-1e15, 1e15, 1e15 + 8]).Overall.RSquared);
    }

    [Fact]
    public void Constants_whose_mean_is_rounded_have_no_variance()
    {
        // 0.1 + 0.1 + 0.1 is no three times 0.1.
        Assert.Equal(0, RegressionReport.Of<double>([0.1, 0.1, 0.1], [0.1, 0.1, 0.2]).Overall.RSquared);
        Assert.Equal(1, RegressionReport.Of<double>([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).Overall.RSquared);
    }

    [Fact]
    public void It_prints_as_a_table()
    {
        Assert.Equal(
            """
            output   MAE  RMSE      R²  max error
            all     0.25   0.5  0.8750          1
            """,
            Samples.UnderHostileCulture(RegressionReport.Of<float>([0, 2, 2, 4], [0, 2, 2, 3]).ToString));
        Assert.Equal(
            """
            output  MAE  RMSE      R²  max error
            0         1     1  0.0000          1
            1         2     2  0.0000          2
            all     1.5   1.5  0.0000          2
            """,
            Samples.UnderHostileCulture(RegressionReport.Of<double>([1, 0, 3, 4], [2, 2, 2, 2], 2).ToString));
        Assert.Equal(
            "MAE 0.5, RMSE 0.75, R² -0.2500, max error 1.5",
            Samples.UnderHostileCulture(new RegressionScores(0.5, 0.5625, 0.75, -0.25, 1.5).ToString));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("actual", () => RegressionReport.Of<double>([], []));
        Assert.Throws<ArgumentException>("actual", () => RegressionReport.Of<double>([1, 2, 3], [1, 2, 3], 2));
        Assert.Throws<ArgumentException>("predicted", () => RegressionReport.Of<double>([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("outputSize", () => RegressionReport.Of<double>([1], [1], 0));
        Assert.Throws<ArgumentException>("predictions", () => RegressionReport.Of(Samples.OfClasses([0], 2, [1, 0])));
    }
}
