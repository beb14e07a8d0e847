using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Reliability bins and their errors, against scikit-learn's.</summary>
public sealed class CalibrationTests
{
    public static TheoryData<string> CasesOfOneProbability => ReferenceFigures.Names("binary");

    public static TheoryData<string> CasesOfSeveralClasses => ReferenceFigures.Names("probabilities");

    [Theory]
    [MemberData(nameof(CasesOfOneProbability))]
    public void One_probability_is_judged_as_by_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case("binary", name);
        bool[] actual = item.Flags("actual");
        double[] scores = item.Numbers("scores");
        double[] targets = [.. actual.Select(positive => positive ? 1.0 : 0.0)];
        Predictions<double> predictions = Samples.OfTargets(targets, 1, scores);
        foreach (JsonElement expected in item.GetProperty("reliability").EnumerateArray())
        {
            int bins = expected.GetProperty("binCount").GetInt32();
            AssertReliability(expected, Calibration.Of<double>(actual, scores, bins), item);
            AssertReliability(expected, Calibration.Of(predictions, bins), item);
        }
    }

    [Theory]
    [MemberData(nameof(CasesOfSeveralClasses))]
    public void Confidence_is_judged_as_by_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case("probabilities", name);
        Predictions<double> predictions = ClassificationTests.PredictionsOf(item);
        foreach (JsonElement expected in item.GetProperty("reliability").EnumerateArray())
        {
            AssertReliability(expected, Calibration.Of(predictions, expected.GetProperty("binCount").GetInt32()), item);
        }
    }

    [Fact]
    public void One_class_of_several_is_judged_against_all_others()
    {
        double[] outputs = [0.2, 0.7, 0.1, 0.1, 0.1, 0.8];
        Calibration calibration = Calibration.OfClass(Samples.OfClasses([1, 0], 3, outputs), 1, 2);
        Assert.Equal(new CalibrationBin(0, 0.5, 1, 0.1, 0), calibration.Bins[0]);
        Assert.Equal(new CalibrationBin(0.5, 1, 1, 0.7, 1), calibration.Bins[1]);
        Assert.Equal(((0.1 * 0.1) + (0.3 * 0.3)) / 2, calibration.BrierScore, 1e-15);
    }

    [Fact]
    public void It_prints_the_diagram()
    {
        Calibration calibration = Calibration.Of<float>([true, true, false, true], [0.75f, 1, 0.125f, 0.25f], 4);
        Assert.Equal(
            """
            probability     said  came true  samples
            0.00 to 0.25  0.1875     0.5000        2
            0.25 to 0.50       -          -        0
            0.50 to 0.75  0.7500     1.0000        1
            0.75 to 1.00  1.0000     1.0000        1
            expected error 0.2188, maximum error 0.3125, Brier score 0.1602 over 4 samples
            """,
            Samples.UnderHostileCulture(calibration.ToString));
        Assert.Equal(
            "(0.25, 0.5]: said NaN, came true NaN over 0 samples", Samples.UnderHostileCulture(calibration.Bins[1].ToString));
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        Assert.Throws<ArgumentException>("actual", () => Calibration.Of<double>([], []));
        Assert.Throws<ArgumentException>("probabilities", () => Calibration.Of<double>([true], [0.5, 0.5]));
        Assert.Throws<ArgumentException>("probabilities", () => Calibration.Of<double>([true], [1.5]));
        Assert.Throws<ArgumentException>("probabilities", () => Calibration.Of<double>([true], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("binCount", () => Calibration.Of<double>([true], [0.5], 0));
        Assert.Throws<ArgumentException>(() => Calibration.Of(Samples.OfClasses([0], 2, [2, -1])));
        Assert.Throws<ArgumentOutOfRangeException>("positiveClass", () => Calibration.OfClass(Samples.OfClasses([0], 2, [1, 0]), -1));
    }

    private static void AssertReliability(JsonElement expected, Calibration actual, JsonElement item)
    {
        CalibrationBin[] full = [.. actual.Bins.Where(bin => bin.Count > 0)];
        Assert.Equal(expected.Integers("counts"), actual.Bins.Select(bin => bin.Count));
        ReferenceFigures.AssertClose(expected.Numbers("mean"), full.Select(bin => bin.MeanProbability), "mean");
        ReferenceFigures.AssertClose(expected.Numbers("share"), full.Select(bin => bin.ObservedShare), "share");
        ReferenceFigures.AssertClose(expected.Number("expectedError"), actual.ExpectedError, "expected error");
        ReferenceFigures.AssertClose(expected.Number("maximumError"), actual.MaximumError, "maximum error");
        ReferenceFigures.AssertClose(item.Number("brier"), actual.BrierScore, "Brier score");
    }
}
