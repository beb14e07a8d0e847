namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A native program that does nothing: what others are compared with.</summary>
internal sealed class Empty : Consumer
{
    public override bool IsNative => true;

    public override string Properties => new FrozenNative().Properties;

    public override string Output(string package) => "";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
        [("Program.cs", "internal static class Program\n{\n    private static void Main()\n    {\n    }\n}\n")];
}
