using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Emit;

/// <summary>Numbers as C# literals: the shortest that read back as the same bits, in the invariant culture.</summary>
internal static class Literal
{
    public static string Of(double value, Precision precision)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A literal must be finite.");
        }

        return precision == Precision.Single ? ShortestNumber.Of((float)value) + "f" : ShortestNumber.Of(value) + "d";
    }
}
