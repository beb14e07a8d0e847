namespace CompiledNet.Package.Tests.Consumers;

/// <summary>The program of the package's page, compiled ahead of time, without a warning of trimming or native code.</summary>
internal sealed class Native : Consumer
{
    public override bool IsNative => true;

    public override string Properties => """
        <ImplicitUsings>enable</ImplicitUsings>
        <PublishAot>true</PublishAot>
        <TrimmerSingleWarn>false</TrimmerSingleWarn>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <InvariantGlobalization>true</InvariantGlobalization>
        """;

    public override string Output(string package) => new Plain().Output(package);

    public override IEnumerable<(string Name, string Text)> Files(string package) => new Plain().Files(package);
}
