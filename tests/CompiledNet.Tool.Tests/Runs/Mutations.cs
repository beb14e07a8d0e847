using System.Diagnostics;
using System.Globalization;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Readers.Torch;

namespace CompiledNet.Tool.Tests.Runs;

/// <summary>
/// Damaged files: each must be refused with an <see cref="ImportException"/>, or come in as a network that agrees with its source. Nothing else may be thrown, and
/// reading may take neither much memory nor long.
/// </summary>
internal static class Mutations
{
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    /// <summary>Reads N damaged files of each format.</summary>
    /// <param name="count">How many of each file.</param>
    /// <param name="seed">Draws others.</param>
    /// <param name="compiledEvery">One in so many that can be read is compiled and compared, too; 0 for none.</param>
    /// <param name="only">Takes the files with this in their names.</param>
    /// <param name="output">Where the outcome goes.</param>
    /// <param name="start">Begins at this number.</param>
    public static int Run(int count, int seed, int compiledEvery, string? only, TextWriter output, int start = 0)
    {
        int failed = 0;
        string[] files = [.. DataFiles.Sources.Where(file => only is null || file.Contains(only, StringComparison.Ordinal))];
        foreach (string file in files)
        {
            var outcome = new Outcome();
            byte[] whole = File.ReadAllBytes(file);
            for (int i = start; i < start + count; i++)
            {
                byte[] damaged = Damage(whole, new Random((seed * 1_000_003) + i));
                try
                {
                    Read(damaged, Path.GetFileName(file), outcome, compiledEvery);
                }
                catch (Exception exception)
                {
                    outcome.Failed++;
                    if (outcome.Failed <= 3)
                    {
                        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FAILED {Path.GetFileName(file)}, number {i}: {exception}"));
                    }
                }
            }

            failed += outcome.Failed;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file)}: {outcome.Refused} refused, {outcome.Accepted} read, {outcome.Compiled} of them compiled and compared, at most {outcome.MostBytes >> 20} MB and {outcome.Longest.TotalSeconds:F1} s each"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(files.Length * count) - failed} passed, {failed} failed"));
        return failed == 0 && files.Length > 0 ? 0 : 1;
    }

    // Bytes cut off, changed, doubled or left out; numbers of a text made others.
    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        int changes = 1 + random.Next(4);
        for (int change = 0; change < changes && bytes.Count > 0; change++)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(1 + random.Next(16), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes[at] = (byte)(bytes[at] ^ (1 << random.Next(8)));
                    break;
                case 4:
                    int digit = bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
                    bytes.InsertRange(Math.Max(digit, 0), "99999999"u8[..(1 + random.Next(8))].ToArray());
                    break;
                case 5:
                    bytes[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0);
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Read(byte[] bytes, string file, Outcome outcome, int compiledEvery)
    {
        long before = PeakBytes();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        ImportedModel? model = null;
        try
        {
            using var watch = new Timer(_ => Environment.FailFast($"{file}: a damaged file was read for more than {s_longest.TotalSeconds} s."), null, s_longest, Timeout.InfiniteTimeSpan);
            if (Path.GetExtension(file) == ".safetensors")
            {
                _ = TensorFileReader.Read(bytes, file);
            }
            else
            {
                model = ModelReader.Read(bytes, file, new ReadOptions());
            }

            outcome.Accepted++;
        }
        catch (ImportException exception) when (exception.InnerException is not OutOfMemoryException)
        {
            outcome.Refused++;
        }

        // What was allocated and never touched is not in the process's peak, and what was allocated and collected is not held: both are bounds.
        long taken = Math.Max(PeakBytes() - before, GC.GetAllocatedBytesForCurrentThread() - allocated);
        outcome.MostBytes = Math.Max(outcome.MostBytes, taken);
        outcome.Longest = TimeSpan.FromTicks(Math.Max(outcome.Longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        if (taken > MostBytes)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"It took {taken >> 20} MB."));
        }

        if (model is not null && compiledEvery > 0 && outcome.Accepted % compiledEvery == 0)
        {
            outcome.Compiled++;
            Compare(model, file);
        }
    }

    // What the process has held of memory at most, up to now.
    private static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    // A network that differs from its source is not written either.
    private static void Compare(ImportedModel model, string file)
    {
        try
        {
            (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", file, null);
            using (network)
            {
                CheckResult check = SelfCheck.Run(network, model, null);
                if (check.Largest > 1e-2 && double.IsFinite(check.Largest))
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"It differs by {check.Largest:G3}: {check.Where}"));
                }
            }
        }
        catch (ImportException exception) when (!exception.Message.Contains("does not compile", StringComparison.Ordinal) && !exception.Message.Contains("mistake of this tool", StringComparison.Ordinal))
        {
        }
        finally
        {
            (model.Source as IDisposable)?.Dispose();
        }
    }

    private sealed class Outcome
    {
        public int Refused { get; set; }

        public int Accepted { get; set; }

        public int Compiled { get; set; }

        public int Failed { get; set; }

        public long MostBytes { get; set; }

        public TimeSpan Longest { get; set; }
    }
}
