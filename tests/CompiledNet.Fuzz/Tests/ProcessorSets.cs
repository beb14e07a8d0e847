using System.Reflection;
using CompiledNet.Fuzz.Code;
using CompiledNet.Tests.Common;
using Xunit.Sdk;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The instruction sets of this machine's processor, however this process is confined.</summary>
internal static class ProcessorSets
{
    private static readonly Lazy<IReadOnlyList<InstructionSet>> s_all = new(() =>
    {
        using var processes = new ChildProcess();
        return InstructionSet.UpTo(processes.Run(0, [], "set"));
    });

    /// <summary>The richest first.</summary>
    public static IReadOnlyList<InstructionSet> All => s_all.Value;
}

/// <summary>A case of a theory under an instruction set, skipped where the processor does not have it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OnInstructionSetAttribute : DataAttribute
{
    private readonly string _name;
    private readonly int _bits;

    /// <summary>A case whose arguments are the name of a set and a width of registers.</summary>
    /// <param name="name">The set.</param>
    /// <param name="bits">The width; 0 where the case has no such argument.</param>
    public OnInstructionSetAttribute(string name, int bits = 0)
    {
        _name = name;
        _bits = bits;
    }

    /// <summary>Whether <c>dotnet test</c> leaves it out.</summary>
    public bool IsLong { get; init; }

    /// <inheritdoc/>
    public override string? Skip =>
        ProcessorSets.All.All(set => set.Name != _name) ? $"This processor does not have the instruction set '{_name}'."
        : IsLong ? LongTests.ReasonToSkip
        : null;

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_bits == 0 ? [_name] : [_name, _bits]];
}
