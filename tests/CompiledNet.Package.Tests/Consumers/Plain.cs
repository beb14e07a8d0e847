using CompiledNet.Package.Tests.Harness;

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A new console project with the program that the package's own page shows, which prints what the page says.</summary>
internal sealed class Plain : Consumer
{
    public override string Properties => "<ImplicitUsings>enable</ImplicitUsings>";

    public override string Output(string package) => Readme.Blocks(package, "text").Single();

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
        [("Program.cs", Readme.Blocks(package, "csharp").Single())];
}
