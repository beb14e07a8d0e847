namespace CompiledNet.Package.Tests.Consumers;

/// <summary>The program of the package's page, brought along with the runtime and trimmed, without a warning.</summary>
internal sealed class Trimmed : Consumer
{
    public override bool IsPublished => true;

    public override string Properties => """
        <ImplicitUsings>enable</ImplicitUsings>
        <PublishTrimmed>true</PublishTrimmed>
        <TrimmerSingleWarn>false</TrimmerSingleWarn>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <InvariantGlobalization>true</InvariantGlobalization>
        """;

    public override string Output(string package) => new Plain().Output(package);

    public override IEnumerable<(string Name, string Text)> Files(string package) => new Plain().Files(package);
}
