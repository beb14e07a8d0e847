using CompiledNet.Fuzz.Files;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The part of the long runs with files that every test run takes.</summary>
public sealed class FileTests
{
    [Fact]
    public void Two_thousand_damaged_files_are_refused_or_loaded_whole()
    {
        using var log = new StringWriter();
        string? failure = FileFuzz.Run(2000, seed: 7, TimeSpan.MaxValue, log);
        Assert.True(failure is null, failure);

        // Neither is a rarity, or the damage would be too coarse or too fine to say anything.
        string[] words = log.ToString().Split(' ');
        Assert.InRange(int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture), 1000, 1980);
    }

    [Fact]
    public void Killed_saves_leave_a_whole_file()
    {
        string? failure = KilledSave.Run(4, seed: 7, TextWriter.Null);
        Assert.True(failure is null, failure);
    }
}
