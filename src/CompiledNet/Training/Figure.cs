using System.Globalization;

namespace CompiledNet;

/// <summary>Losses and metrics as text, the same in every culture.</summary>
internal static class Figure
{
    /// <summary>Four decimals, or three digits and an exponent where those would say too little.</summary>
    public static string Of(double value) => !double.IsFinite(value)
        ? double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞"
        : value.ToString(value is 0 or (>= 1e-3 and < 1e5) or (<= -1e-3 and > -1e5) ? "F4" : "0.00e+0", CultureInfo.InvariantCulture);

    /// <summary>As many digits as tell it from every other number; nothing for null.</summary>
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
