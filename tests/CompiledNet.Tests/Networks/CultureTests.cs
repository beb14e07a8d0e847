using System.Globalization;

namespace CompiledNet.Tests.Networks;

/// <summary>A culture with a decimal comma and another minus sign changes no number.</summary>
public sealed class CultureTests
{
    [Fact]
    public void Numbers_do_not_depend_on_the_culture() =>
        Assert.Equal(Under(CultureInfo.InvariantCulture, TrainOnce), Under(Hostile(), TrainOnce));

    [Fact]
    public void Messages_do_not_depend_on_the_culture()
    {
        const string Expected = "classes[1] is -1; an index from 0 to 9 was expected. (Parameter 'classes')";
        Assert.Equal(Expected, Under(Hostile(), MessageOfWorkspace));
        Assert.Equal(Expected, Under(Hostile(), MessageOfDataSet));
    }

    private static string MessageOfWorkspace()
    {
        var network = new MediumNet();
        var workspace = new MediumNet.Workspace(2);
        network.Forward(new float[2 * MediumNet.InputSize], workspace);
        return Assert.Throws<ArgumentException>(() => network.BackwardClasses([1, -1], workspace)).Message;
    }

    private static string MessageOfDataSet() =>
        Assert.Throws<ArgumentException>(() => new DataSet<float>(new float[2], 1, new[] { 1, -1 }, classCount: 10)).Message;

    /// <summary>A decimal comma, a grouping point and U+2212 for the minus sign, as Swedish has it.</summary>
    private static CultureInfo Hostile()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        Assert.Equal("\u22121,5", (-1.5).ToString(culture));
        return culture;
    }

    private static T Under<T>(CultureInfo culture, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] TrainOnce()
    {
        var network = new MediumNet(seed: -5);
        var workspace = new MediumNet.Workspace(2);
        network.Forward(TestData.Draw<float>(2 * MediumNet.InputSize), workspace);
        network.BackwardClasses([1, 2], workspace);
        new Adam().Step(network.Parameters, workspace.Gradients);
        return TestData.Bits<float>(network.Parameters);
    }
}
