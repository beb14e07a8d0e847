using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>The short comparison.</summary>
internal static class TableCommand
{
    private const string Command = "taskset -c 0 dotnet run -c Release --project tests/CompiledNet.Benchmarks -- table";

    /// <summary>Runs it.</summary>
    /// <param name="options">
    /// <c>--write PAGE</c> to add to <c>docs/benchmarks/PAGE.md</c> and write the README's digest for registers of this width, <c>--networks A,B</c> to take only
    /// those, <c>--yardstick PROGRAM ARGUMENTS…</c>, the last, to run a program in another language in between.
    /// </param>
    public static void Run(ReadOnlySpan<string> options)
    {
        string? page = null;
        string[]? networks = null;
        Yardstick? yardstick = null;
        for (int i = 0; i < options.Length && yardstick is null; i++)
        {
            switch (options[i])
            {
                case "--write" when i + 1 < options.Length:
                    page = options[++i];
                    break;
                case "--networks" when i + 1 < options.Length:
                    networks = options[++i].Split(',');
                    break;
                case "--yardstick" when i + 1 < options.Length:
                    yardstick = new Yardstick(options[(i + 1)..].ToArray());
                    break;
                default:
                    throw new ArgumentException($"What is {options[i]}?", nameof(options));
            }
        }

        Row[] rows = Comparison.Run(networks, yardstick, Console.Error.WriteLine);
        string[] contestants =
        [
            Row.Double,
            .. yardstick is null ? [] : new[] { Yardstick.Name },
            .. Peer.All.Where(peer => peer.Absence is null).Select(peer => peer.Name),
        ];
        ConsoleTable.Show(rows, contestants);
        if (yardstick is not null)
        {
            ConsoleTable.ShowYardstick(rows);
        }

        if (page is not null)
        {
            // Where the other program lies is nobody's business.
            string command = $"{Command} --write {page}{(yardstick is null ? "" : " --yardstick …")}";
            ProcessorPage.Add(page, "table", MarkdownTable.Write(rows, contestants, command));
            Readme.Replace($"benchmarks-{Processor.Bits}", DigestTable.Write(rows, page));
        }
    }
}
