namespace CompiledNet.Faults;

/// <summary>A run of a test program.</summary>
/// <param name="Program">The end of its name: Tests, Generator.Tests, Fuzz, Tool.Tests.</param>
/// <param name="IsPlain">Whether the processor's vector registers are left out of use, so that the loops that people read are what runs.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record TestProgramRun(string Program, bool IsPlain, string Arguments)
{
    private const string Plain = "plain ";

    /// <summary>Reads <c>[plain ]PROGRAM ARGUMENTS</c>.</summary>
    public static TestProgramRun Parse(string text)
    {
        bool isPlain = text.StartsWith(Plain, StringComparison.Ordinal);
        string rest = isPlain ? text[Plain.Length..] : text;
        string[] parts = rest.Split(' ', 2);
        return parts.Length == 2 && TestPrograms.Names.Contains(parts[0])
            ? new TestProgramRun(parts[0], isPlain, parts[1])
            : throw new FaultTableException($"'{text}' is no run: {string.Join(", ", TestPrograms.Names)} and arguments were expected.");
    }

    public override string ToString() => $"{(IsPlain ? Plain : "")}{Program} {Arguments}";
}
