using System.Reflection;

namespace Digits;

/// <summary>Where the code that the generator wrote can be read.</summary>
internal static class GeneratedCode
{
    /// <summary>The file of <see cref="DigitNet"/>, or the folder where it would be.</summary>
    public static string Find()
    {
        string folder = typeof(GeneratedCode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == nameof(GeneratedCode)).Value!;
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*{nameof(DigitNet)}.g.cs", SearchOption.AllDirectories).First()
            : folder;
    }
}
