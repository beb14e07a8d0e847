using System.Collections.Immutable;
using CompiledNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>What is wrong with one declaration. The generator asks only whether there is anything; the analyzer reports it.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Whether the code has an error that the compiler reports itself.</summary>
    public bool HasCompilerError { get; private set; }

    public bool IsEmpty => _diagnostics.Count == 0 && !HasCompilerError;

    public void Add(DiagnosticDescriptor rule, Location location, params object[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(rule, location, arguments));

    /// <summary>Adds that an argument is outside of its range.</summary>
    public void AddOutOfRange(AttributeReader attribute, string argument, string value, string expected) =>
        Add(Rules.NumberOutOfRange, attribute.LocationOf(argument), attribute.Name, argument, value, expected);

    /// <summary>Adds advice, with what a code fix wants to know; see <see cref="FixData"/>.</summary>
    public void Add(
        DiagnosticDescriptor rule,
        Location location,
        ImmutableDictionary<string, string?> fix,
        params object[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(rule, location, fix, arguments));

    public void AddCompilerError() => HasCompilerError = true;

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _diagnostics];
}
