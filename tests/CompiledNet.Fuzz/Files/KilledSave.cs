using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Fuzz.Files;

/// <summary>Kills processes that do nothing but save a network, at random moments, and loads what they leave.</summary>
internal static class KilledSave
{
    /// <summary>How many saves a child has announced before it is killed.</summary>
    private const int MostSaves = 20;

    private static LayoutNetwork Network => new(300, 100, 10);

    /// <summary>The child: saves for ever, all parameters the number of the save, and says which one is done.</summary>
    public static void SaveForEver(string path)
    {
        LayoutNetwork network = Network;
        for (int number = 1; ; number++)
        {
            network.Parameters.Fill(number);
            network.Save(path);
            Console.WriteLine(number);
        }
    }

    /// <summary>Starts and kills children.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">When they are killed.</param>
    /// <param name="log">Told what came out.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public static string? Run(int count, int seed, TextWriter log)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compilednet-");
        try
        {
            string path = Path.Combine(folder.FullName, "network.safetensors");
            int strays = 0;
            for (int i = 0; i < count; i++)
            {
                var random = new Random(unchecked((seed * 1_000_003) + i));
                int announced = KillOne(path, random.Next(1, MostSaves), random.NextDouble() * 0.003);
                FileInfo[] half = folder.GetFiles("*.tmp");
                strays += half.Length;
                string? failure = half.Length > 1 ? "more than one stray file" : Check(path, announced);
                Array.ForEach(half, file => file.Delete());
                if (failure is not null)
                {
                    return string.Create(CultureInfo.InvariantCulture, $"kill {i} of seed {seed}, after save {announced}: {failure}");
                }
            }

            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} killed saves, {strays} with a file half written beside: all left a whole file."));
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int KillOne(string path, int saves, double seconds)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "saving", path]) { RedirectStandardOutput = true };
        using Process child = Process.Start(start)!;
        string? line = null;
        for (int i = 0; i < saves; i++)
        {
            line = child.StandardOutput.ReadLine();
        }

        // Some part of a save, which takes about so long.
        long from = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(from).TotalSeconds < seconds)
        {
        }

        child.Kill();
        string rest = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        string last = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(part => part.Length > 0) ?? line ?? "0";
        return int.Parse(last, CultureInfo.InvariantCulture);
    }

    // The save that was announced last, or the one after it.
    private static string? Check(string path, int announced)
    {
        LayoutNetwork network = Network;
        try
        {
            network.Load(path);
        }
        catch (IOException exception)
        {
            return exception.Message;
        }

        float[] found = [.. network.Numbers.Distinct()];
        return found.Length == 1 && (found[0] == announced || found[0] == announced + 1)
            ? null
            : $"the file holds {string.Join(", ", found.Take(5))}";
    }
}
