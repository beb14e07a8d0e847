using System.Text.Json;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Top-k accuracy and logarithmic loss, against scikit-learn's.</summary>
public sealed class ClassificationTests
{
    private const string File = "probabilities";

    public static TheoryData<string> Cases => ReferenceFigures.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Figures_are_those_of_scikit_learn(string name)
    {
        JsonElement item = ReferenceFigures.Case(File, name);
        Predictions<double> predictions = PredictionsOf(item);
        ReferenceFigures.AssertClose(
            item.Numbers("topK"),
            Enumerable.Range(1, predictions.ClassCount).Select(k => Classification.TopKAccuracy(predictions, k)),
            "top-k accuracy");
        ReferenceFigures.AssertClose(item.Number("logLoss"), Classification.LogLoss(predictions), "logarithmic loss");
    }

    [Fact]
    public void One_output_tells_two_classes_apart()
    {
        Predictions<double> predictions = Samples.OfTargets([0, 1, 1], 1, [0.25, 0.75, 0.5]);
        Assert.Equal(2.0 / 3, Classification.TopKAccuracy(predictions, 1));
        Assert.Equal(1, Classification.TopKAccuracy(predictions, 2));
        Assert.Equal(-((2 * Math.Log(0.75)) + Math.Log(0.5)) / 3, Classification.LogLoss(predictions), 1e-15);
    }

    [Fact]
    public void Probabilities_of_0_and_1_stay_the_epsilon_of_their_type_away()
    {
        Assert.Equal(52 * Math.Log(2), Classification.LogLoss(Samples.OfTargets([1], 1, [0])), 1e-14);
        var single = new Predictions<float>(new DataSet<float>(new float[1], 1, (float[])[1], 1), new float[1]);
        Assert.Equal(23 * Math.Log(2), Classification.LogLoss(single), 1e-14);
        Assert.Equal(0, Classification.LogLoss(Samples.OfTargets([0, 1], 1, [0, 1])), 1e-15);
    }

    [Fact]
    public void An_output_that_is_NaN_is_never_right()
    {
        Predictions<double> predictions = Samples.OfClasses([0, 0], 2, [1, double.NaN, 1, 0]);
        Assert.Equal(0.5, Classification.TopKAccuracy(predictions, 1));
        Assert.Equal(0.5, Classification.TopKAccuracy(predictions, 2));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Predictions<double> predictions = Samples.OfClasses([0, 1], 2, [1, 0, 3, -2]);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => Classification.TopKAccuracy(predictions, 0));
        Assert.Contains(
            $"k is more than the {predictions.ClassCount} classes",
            Assert.Throws<ArgumentOutOfRangeException>("k", () => Classification.TopKAccuracy(predictions, predictions.ClassCount + 1)).Message,
            StringComparison.Ordinal);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Classification.LogLoss(predictions));
        Assert.StartsWith("Output 1 of sample 1 is -2;", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Classification.LogLoss(Samples.OfTargets([1], 1, [double.NaN])));
    }

    internal static Predictions<double> PredictionsOf(JsonElement item) =>
        Samples.OfClasses(item.Integers("actual"), item.GetProperty("classCount").GetInt32(), item.Numbers("probabilities"));
}
