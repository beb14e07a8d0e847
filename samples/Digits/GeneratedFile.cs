using System.Reflection;

namespace Digits;

/// <summary>Where the code that the generator wrote can be read.</summary>
internal static class GeneratedFile
{
    /// <summary>The file of <see cref="DigitNet"/>, or the folder where it would be.</summary>
    public static string Find()
    {
        string folder = typeof(GeneratedFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "GeneratedCode").Value!;
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*{nameof(DigitNet)}.g.cs", SearchOption.AllDirectories).First()
            : folder;
    }
}
