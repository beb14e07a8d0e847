using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>A page of docs/diagnostics, with its two pieces of code: one that the rule reports, and one that is fixed.</summary>
internal sealed partial record HelpPage(string Text, HelpCode Example, HelpCode Fixed)
{
    private static readonly string s_folder = FindFolder();

    /// <summary>The names of all pages, without their extension.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(s_folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>Every rule of the analyzer.</summary>
    public static IEnumerable<DiagnosticDescriptor> Rules => new NetworkAnalyzer().SupportedDiagnostics;

    /// <summary>Reads the text of a page.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(s_folder, name + ".md"));

    /// <summary>Reads a rule's page.</summary>
    public static HelpPage Of(string id)
    {
        string text = Read(id);
        Match match = Sections().Match(text);
        Assert.True(match.Success, $"{id}.md lacks its two sections, each with one piece of code.");
        return new HelpPage(text, HelpCode.Of(match.Groups["example"].Value), HelpCode.Of(match.Groups["fixed"].Value));
    }

    private static string FindFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CompiledNet.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "diagnostics");
    }

    [GeneratedRegex(
        @"\n## Example\n\n```csharp\n(?<example>[^`]+)```\n\n## Fix\n\n(?:(?!```).)+```csharp\n(?<fixed>[^`]+)```\n$",
        RegexOptions.Singleline)]
    private static partial Regex Sections();
}

/// <summary>Code of a page, and how it compiles.</summary>
internal sealed partial record HelpCode(string Source, BuildOptions Options)
{
    /// <summary>
    /// Reads a piece of code: a line that ends in <c>// 3 of these</c> stands three times, and <c>&lt;LangVersion&gt;</c> in a comment is
    /// what the project file says. What stands below <c>// Written by another generator:</c> is not in the file.
    /// </summary>
    public static HelpCode Of(string code)
    {
        const string OfAnother = "// Written by another generator:\n";
        if (code.Split(OfAnother) is [var own, var generated])
        {
            return new HelpCode(own, BuildOptions.Default with { Generated = generated });
        }

        string source = Repeated().Replace(code, match => string.Concat(
            Enumerable.Repeat(match.Groups[1].Value + "\n", int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        Match language = Language().Match(source);
        return new HelpCode(source, language.Success && LanguageVersionFacts.TryParse(language.Groups[1].Value, out LanguageVersion version)
            ? BuildOptions.Default with { Language = version }
            : BuildOptions.Default);
    }

    [GeneratedRegex(@"^(.*) // (\d+) of these\n", RegexOptions.Multiline)]
    private static partial Regex Repeated();

    [GeneratedRegex("<LangVersion>(.+)</LangVersion>")]
    private static partial Regex Language();
}
