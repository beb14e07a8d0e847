using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Each rule has a page, whose code is reported by that rule alone, and no longer once it is fixed or the rule is switched off.</summary>
public class HelpPageTests
{
    // Said of every network that is right.
    private const string Information = "CN0029";

    public static TheoryData<string> Ids => [.. HelpPage.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_with_its_title_and_severity(string id)
    {
        DiagnosticDescriptor rule = HelpPage.Rules.Single(rule => rule.Id == id);
        string severity = rule.DefaultSeverity == DiagnosticSeverity.Info ? "Information" : rule.DefaultSeverity.ToString();

        Assert.StartsWith($"# {id}: {rule.Title}\n\n{severity}, category `{rule.Category}`.\n", HelpPage.Of(id).Text, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {severity} | {rule.Title} |\n", HelpPage.Read("README"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_has_a_rule() => Assert.Equal(
        HelpPage.Rules.Select(rule => rule.Id).Append("README").Order(StringComparer.Ordinal), HelpPage.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_mended_example_compiles_and_is_not_reported(string id)
    {
        HelpCode corrected = HelpPage.Of(id).Fixed;
        Assert.DoesNotContain(Found(Build.Valid(corrected.Source, corrected.Options)), found => id == Information || found != Information);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_pragma_switches_the_rule_off(string id)
    {
        // The analyzer alone says it, but for what another generator has to do with.
        HelpCode example = HelpPage.Of(id).Example;
        Assert.Contains(id, Reported(example.Source));
        Assert.DoesNotContain(id, Reported($"#pragma warning disable {id}\n{example.Source}"));

        IEnumerable<string> Reported(string source) => example.Options.Generated is null
            ? Build.Analyze(Build.Input([source], example.Options), []).Select(found => found.Id)
            : Found(example with { Source = source });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_is_reported_by_the_rule_alone_with_the_severity_that_editorconfig_sets(string id)
    {
        HelpCode example = HelpPage.Of(id).Example;
        Build build = Build.Of(example.Source, example.Options);
        Assert.Equal([id], Found(build).Where(found => id == Information || found != Information));
        foreach ((string severity, DiagnosticSeverity? expected) in new (string, DiagnosticSeverity?)[]
        {
            ("error", DiagnosticSeverity.Error), ("warning", DiagnosticSeverity.Warning), ("suggestion", DiagnosticSeverity.Info), ("none", null),
        })
        {
            var provider = new EditorconfigProvider($"root = true\n[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n");
            Diagnostic? found = build.Analyze(provider).SingleOrDefault(found => found.Id == id);
            Assert.Equal((severity, expected), (severity, found?.Severity));
        }
    }

    [Fact]
    public void The_code_of_the_index_is_not_reported() => Assert.DoesNotContain(
        Found(HelpCode.Of(HelpPage.Read("README").Split("```csharp\n")[1].Split("```")[0])), found => found != Information);

    private static IEnumerable<string> Found(HelpCode code) => Found(Build.Of(code.Source, code.Options));

    private static IEnumerable<string> Found(Build build) => build.AnalyzerDiagnostics.Concat(build.Advice).Select(found => found.Id);
}
