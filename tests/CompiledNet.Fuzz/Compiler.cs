using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Fuzz;

/// <summary>What every compilation here has in common.</summary>
internal static class Compiler
{
    /// <summary>C# 12, the oldest that the generated code promises to be.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    /// <summary>The framework that this process runs on, and the library.</summary>
    public static readonly IReadOnlyList<MetadataReference> References = Load();

    private static List<MetadataReference> Load()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] names = ["System.*.dll", "netstandard.dll", "mscorlib.dll"];
        return
        [
            .. names.SelectMany(name => Directory.EnumerateFiles(framework, name))
                .Where(IsManaged)
                .Append(typeof(NetworkAttribute).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static bool IsManaged(string path)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
