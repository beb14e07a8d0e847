using System.Globalization;
using CompiledNet;

namespace Digits;

/// <summary>An epoch in one line.</summary>
internal static class EpochLine
{
    /// <summary>The line.</summary>
    public static string Of(EpochResult epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,2}/{epoch.Epochs}  loss {epoch.TrainingLoss:F4}, test {epoch.ValidationLoss:F4}  "
        + $"accuracy {epoch.TrainingAccuracy:F4}, test {epoch.ValidationAccuracy:F4}");
}
