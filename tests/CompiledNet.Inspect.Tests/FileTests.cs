using System.Diagnostics;
using Inspect;

namespace CompiledNet.Inspect.Tests;

/// <summary>What needs no browser.</summary>
public sealed class FileTests
{
    [Fact]
    public void The_same_bytes_come_out_every_time()
    {
        Assert.Equal(HtmlPage.Of(Note0Sample.Run()), HtmlPage.Of(Note0Sample.Run()));
        DigitSample digits = Samples.Digits;
        string page = HtmlPage.Of(digits.Run(digits.LeastCertain));
        DigitSample again = DigitSample.Train();
        Assert.Equal(page, HtmlPage.Of(again.Run(again.LeastCertain)));
        Assert.DoesNotContain('\r', page);
        string convolution = HtmlPage.Of(Samples.Strokes.Run(0));
        Assert.Equal(convolution, HtmlPage.Of(StrokeSample.Train().Run(0)));
    }

    [Fact]
    public void What_means_something_in_HTML_is_escaped()
    {
        const string Bad = "</title></script><img src=x onerror='alert(1)'>&\"";
        string page = HtmlPage.Of(Note0Sample.Run() with { Title = Bad, Network = Bad });
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("&lt;/title&gt;&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&quot;").Length - 1);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    [Fact]
    public void Looking_leaves_the_network_as_it_was()
    {
        DigitSample digits = Samples.Digits;
        float[] before = digits.Network.Parameters.ToArray();
        digits.Run(0);
        Assert.Equal(before, digits.Network.Parameters.ToArray());
    }

    [Fact]
    public void The_code_is_what_the_compiler_got_and_reads_as_a_sentence()
    {
        string[] lines = [.. CompiledSources.Read("Inspect.Note0.g.cs").Method("BackwardLayer1").Lines.Select(line => line.Text)];
        Assert.StartsWith("// Layer1: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("}", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains("global::", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_writes_the_file_and_refuses_a_sample_that_is_not_there()
    {
        string folder = Directory.CreateTempSubdirectory("compilednet-inspect-").FullName;
        try
        {
            string path = Path.Combine(folder, "new", "page.html");
            Assert.Equal((0, path), Run("note0", "--output", path));
            Assert.Equal(HtmlPage.Of(Note0Sample.Run()), File.ReadAllText(path));
            Assert.Equal((2, "--sample takes a number from 0 to 358."), Run("digits", "--sample", "359", "--output", path));
            Assert.Equal((0, path), Run("digits", "--sample", "358", "--output", path));
            Assert.Contains("Test image 358 of 359", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Inspect.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + errors.GetAwaiter().GetResult()).Trim());
    }
}
