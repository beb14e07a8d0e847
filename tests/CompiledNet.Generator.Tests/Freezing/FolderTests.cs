using System.Diagnostics;
using System.Text.Json;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Freezing;

/// <summary>Large networks of one name in two namespaces, whose exported files have one name in two folders.</summary>
public class FolderTests
{
    private const string Source = """
        using CompiledNet;

        namespace A
        {
            [Network(100)] [Dense(100)] public partial class Net;
        }

        namespace B
        {
            [Network(100)] [Dense(100)] public partial class Net;
        }
        """;

    [Theory]
    [InlineData("A/Net.Frozen.bin", "B/Net.Frozen.bin")]
    [InlineData("Net.Frozen.bin", "B\\C\\Net.Frozen.bin")]
    [InlineData("A/Net.Frozen.bin", "Net.Frozen.bin")]
    public void Each_finds_its_own_resource(string first, string second)
    {
        using LoadedAssembly loaded = Build.Valid(Source).Load();
        (INetwork<float> a, INetwork<float> b) = (loaded.Network<float>("A.Net", 1), loaded.Network<float>("B.Net", 2));
        (Exported ofA, Exported ofB) = (Exported.Of(a), Exported.Of(b));
        using LoadedAssembly frozen = Build.Valid([Source, ofA.Source, ofB.Source]).Load(
            ("XNet.Frozen.bin", []), (first, ofA.Resource!), (second, ofB.Resource!));

        Assert.Equal(a.Parameters, new FrozenNetwork<float>(frozen.Type("A.Net")).Parameters());
        Assert.Equal(b.Parameters, new FrozenNetwork<float>(frozen.Type("B.Net")).Parameters());
    }

    [Fact]
    public void A_resource_of_another_name_is_not_taken_and_the_line_that_embeds_one_is_given()
    {
        using LoadedAssembly loaded = Build.Valid(Source).Load();
        Exported exported = Exported.Of(loaded.Network("A.Net"));
        using LoadedAssembly frozen = Build.Valid([Source, exported.Source]).Load(("XNet.Frozen.bin", exported.Resource!));

        string message = Assert.Throws<NetworkFileException>(() => new FrozenNetwork<float>(frozen.Type("A.Net")).Parameters()).Message;

        Assert.EndsWith(
            "<EmbeddedResource Include=\"…path to…/Net.Frozen.bin\" LogicalName=\"Net.Frozen.bin\" />.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_s_build_names_a_resource_after_folder_and_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compilednet-");
        try
        {
            string targets = Path.Combine(Snapshot.Repository(), "src", "CompiledNet", "build", "CompiledNet.targets");
            string project = Path.Combine(folder.FullName, "Program.csproj");
            File.WriteAllText(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <Import Project="{targets}" />
                </Project>
                """);
            string[] expected = ["A/Net.Frozen.bin", "B/C/Net.de.Frozen.bin", "B/Net.Frozen.bin", "Net.Frozen.bin"];
            foreach (string file in expected)
            {
                var resource = new FileInfo(Path.Combine(folder.FullName, file));
                resource.Directory!.Create();
                resource.Create().Dispose();
            }

            Assert.Equal(expected, LogicalNames(project).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> LogicalNames(string project)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:EmbeddedResource"])
        {
            RedirectStandardOutput = true,
        })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text);
        using JsonDocument items = JsonDocument.Parse(text);
        return [.. items.RootElement.GetProperty("Items").GetProperty("EmbeddedResource").EnumerateArray()
            .Select(item => item.GetProperty("LogicalName").GetString()!.Replace('\\', '/'))];
    }
}
