using System.Globalization;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Emission;

/// <summary>What is emitted and reported does not depend on the culture of the machine that compiles.</summary>
public class CultureTests
{
    private const string Source = """
        using CompiledNet;

        [Network(1234, Loss = Loss.MeanSquaredError)]
        [Dense(30, Activation.LeakyReLU, Slope = 0.2)]
        [Dense(4, Activation.ELU, Slope = 1.5e-7)]
        [Dense(3, Activation.SELU)]
        public partial class First;

        [Network(2, Precision = Precision.Double)]
        [Dense(2, Activation.LeakyReLU, Slope = -0.0)]
        public partial class Second;
        """;

    private const string Wrong = """
        using CompiledNet;

        [Network(-1234)]
        [Dense(-5000)]
        [Dense(3, Slope = -1.5)]
        public partial class First;

        [Network(50000)]
        [Dense(50000)]
        public partial class Second;
        """;

    public static TheoryData<string> Cultures => new("de-DE", "sv-SE", "fa-IR", "ar-SA", "tr-TR", "th-TH", "hostile");

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_text_is_the_same_in_every_culture(string culture) =>
        Assert.Equal(Build.Of(Source).Sources, Under(culture, () => Build.Of(Source).Sources));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_messages_are_the_same_in_every_culture(string culture) =>
        Assert.Equal(Messages(), Under(culture, Messages));

    [Fact]
    public void The_hostile_culture_writes_numbers_in_its_own_way() =>
        Assert.Equal("\u22121.234,5", Under("hostile", () => (-1234.5).ToString("N1", CultureInfo.CurrentCulture)));

    private static List<string> Messages() =>
        [.. Build.Of(Wrong).AnalyzerDiagnostics.Select(found => found.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];

    private static T Under<T>(string name, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo beforeUI = CultureInfo.CurrentUICulture;
        CultureInfo culture = name == "hostile" ? Hostile() : CultureInfo.GetCultureInfo(name);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUI);
        }
    }

    private static CultureInfo Hostile()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.PositiveSign = "plus";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NaNSymbol = "nothing";
        culture.NumberFormat.DigitSubstitution = DigitShapes.NativeNational;
        return culture;
    }
}
