using CompiledNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>Checks that a number which stands for an enum is one of its values.</summary>
internal static class EnumArgument
{
    public static TEnum Checked<TEnum>(int value, Location location, Findings findings)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(typeof(TEnum), value))
        {
            string names = string.Join(", ", Enum.GetNames(typeof(TEnum)));
            findings.Add(Rules.UndefinedValue, location, value, typeof(TEnum).Name, names);
        }

        return (TEnum)Enum.ToObject(typeof(TEnum), value);
    }
}
