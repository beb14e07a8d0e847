using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Curves and areas, against scikit-learn's.</summary>
public sealed class RocCurveTests
{
    private const string File = "binary";

    public static TheoryData<string> Cases => ReferenceFigures.Names(File);

    public static TheoryData<string> CasesOfSeveralClasses => ReferenceFigures.Names("probabilities");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Points_and_area_are_those_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case(File, name);
        foreach (bool drop in new[] { false, true })
        {
            JsonElement expected = item.GetProperty(drop ? "dropped" : "whole");
            RocCurve curve = RocCurve.Of<double>(item.Flags("actual"), item.Numbers("scores"), drop);
            ReferenceFigures.AssertClose(
                FromZero(expected.Numbers("false")), curve.Points.Select(p => p.FalsePositiveRate), "false positive rate");
            ReferenceFigures.AssertClose(
                FromZero(expected.Numbers("true")), curve.Points.Select(p => p.TruePositiveRate), "true positive rate");
            ReferenceFigures.AssertClose(expected.Numbers("thresholds"), curve.Points.Skip(1).Select(p => p.Threshold), "threshold");
            Assert.Equal(double.PositiveInfinity, curve.Points[0].Threshold);
            ReferenceFigures.AssertClose(item.Number("area"), curve.Auc, "area");
            Assert.Equal(item.Flags("actual").Count(positive => positive), curve.Positives);
            Assert.Equal(item.Flags("actual").Count(positive => !positive), curve.Negatives);
        }
    }

    [Theory]
    [MemberData(nameof(CasesOfSeveralClasses))]
    public void Areas_of_several_classes_are_those_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case("probabilities", name);
        Predictions<double> predictions = ClassificationTests.PredictionsOf(item);
        ReferenceFigures.AssertClose(item.Numbers("areas"), RocCurve.OneVersusRest(predictions).Select(curve => curve.Auc), "area");
        ReferenceFigures.AssertClose(item.Number("macroArea"), RocCurve.MacroAuc(predictions), "mean area");
        if (predictions.ClassCount == 2)
        {
            ReferenceFigures.AssertClose(item.Number("macroArea"), RocCurve.Of(predictions).Auc, "area of class 1");
        }
    }

    [Fact]
    public void One_output_is_the_score_of_class_1()
    {
        Predictions<double> predictions = Samples.OfTargets([0, 1, 1, 0], 1, [-3, 2, 5, 3]);
        Assert.Equal(0.75, RocCurve.Of(predictions).Auc);
        Assert.Equal(0.75, RocCurve.MacroAuc(predictions));
        Assert.Equal(0.75, RocCurve.OneVersusRest(predictions).Single().Auc);
        Assert.Throws<ArgumentOutOfRangeException>("positiveClass", () => RocCurve.OfClass(predictions, 0));
        Assert.Equal(
            "AUC 0.7500 over 2 positive and 2 negative samples", Samples.UnderHostileCulture(RocCurve.Of(predictions).ToString));
        Assert.Equal("(0.5000, 1.0000) at -0.5", Samples.UnderHostileCulture(new RocPoint(0.5, 1, -0.5).ToString));
    }

    [Fact]
    public void Infinite_scores_are_scores_and_NaN_is_none()
    {
        float[] scores = [float.NegativeInfinity, 0, float.PositiveInfinity];
        Assert.Equal(1, RocCurve.Of<float>([false, false, true], scores).Auc);
        Assert.Throws<ArgumentException>("scores", () => RocCurve.Of<double>([true, false], [0.5, double.NaN]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("actual", () => RocCurve.Of<double>([], []));
        Assert.Throws<ArgumentException>("scores", () => RocCurve.Of<double>([true], [1, 2]));
        Predictions<double> three = Samples.OfClasses([0], 3, [1, 0, 0]);
        Assert.Throws<ArgumentException>("predictions", () => RocCurve.Of(three));
        Assert.Throws<ArgumentOutOfRangeException>("positiveClass", () => RocCurve.OfClass(three, 3));
    }

    /// <summary>scikit-learn makes the first rate NaN too, where it would be 0/0; ours begins at 0 always.</summary>
    private static double[] FromZero(double[] rates) => [0, .. rates.Skip(1)];
}
