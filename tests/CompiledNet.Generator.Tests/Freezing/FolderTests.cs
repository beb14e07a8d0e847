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
    public void The_package_s_build_embeds_what_belongs_to_compiled_files_and_names_it_after_folder_and_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compilednet-");
        try
        {
            string build = Path.Combine(Snapshot.Repository(), "src", "CompiledNet", "build");
            string project = Path.Combine(folder.CreateSubdirectory("Program").FullName, "Program.csproj");
            File.WriteAllText(project, $"""
                <Project>
                  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                  <Import Project="{build}/CompiledNet.props" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <CompiledNetOptimize>true</CompiledNetOptimize>
                  </PropertyGroup>
                  <ItemGroup>
                    <EmbeddedResource Remove="NoResource.Frozen.bin" />
                    <None Remove="NoFile.Frozen.bin" />
                    <Compile Remove="NoSource.Frozen.cs" />
                    <Compile Include="../Shared/Linked.Frozen.cs" Link="Linked.Frozen.cs" />
                    <EmbeddedResource Include="Own.Frozen.bin" LogicalName="ByHand" />
                  </ItemGroup>
                  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                  <Import Project="{build}/CompiledNet.targets" />
                </Project>
                """);
            string[] files =
            [
                "A/Net.Frozen", "B/C/Net.de.Frozen", "B/Net.Frozen", "Net.Frozen", "NoResource.Frozen", "NoFile.Frozen", "NoSource.Frozen", "../Shared/Linked.Frozen", "Own.Frozen", "Other",
            ];
            foreach (string file in files.SelectMany(file => new[] { file + ".cs", file + ".bin" }).Append("Moved.Frozen.bin").Append("Weights.cs").Append("Weights.cs.Frozen.bin"))
            {
                var empty = new FileInfo(Path.Combine(folder.FullName, "Program", file));
                empty.Directory!.Create();
                empty.Create().Dispose();
            }

            (List<string> names, bool isOptimised) = Evaluate(project);
            Assert.Equal(
                ["../Shared/Linked.Frozen.bin", "A/Net.Frozen.bin", "B/C/Net.de.Frozen.bin", "B/Net.Frozen.bin", "ByHand", "Moved.Frozen.bin", "Net.Frozen.bin", "Weights.cs.Frozen.bin"],
                names.Order(StringComparer.Ordinal));
            Assert.True(isOptimised);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (List<string> Names, bool IsOptimised) Evaluate(string project)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", project, "-t:AssignTargetPaths", "-getItem:EmbeddedResource", "-getItem:AssemblyAttribute"])
        {
            RedirectStandardOutput = true,
        })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text);
        using JsonDocument items = JsonDocument.Parse(text);
        JsonElement all = items.RootElement.GetProperty("Items");
        return (
            [.. all.GetProperty("EmbeddedResource").EnumerateArray().Select(item => item.GetProperty("LogicalName").GetString()!.Replace('\\', '/'))],
            all.GetProperty("AssemblyAttribute").EnumerateArray()
                .Any(item => item.GetProperty("Identity").GetString() == typeof(DebuggableAttribute).FullName));
    }
}
