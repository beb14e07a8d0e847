using System.Globalization;
using CompiledNet;
using Spectre.Console;

namespace Fashion;

/// <summary>Where the sample shows itself: a terminal with colours and a line that moves, or a file with plain text.</summary>
internal sealed class Screen(IAnsiConsole console)
{
    private bool IsTerminal => console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>The program's output. Into a file goes plain text, even where the environment says that colours are understood.</summary>
    public static Screen OfOutput() => new(AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !Console.IsOutputRedirected },
    }));

    /// <summary>Begins a section.</summary>
    public void Title(string title)
    {
        if (IsTerminal)
        {
            console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });
        }
        else
        {
            Line(title);
        }
    }

    /// <summary>Writes lines as they are, never wrapped.</summary>
    public void Line(string text = "") => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Draws how often each class (rows) was taken for each (columns).</summary>
    public void Show(ConfusionMatrix counts)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("taken for");
        for (int predicted = 0; predicted < counts.ClassCount; predicted++)
        {
            table.AddColumn(new TableColumn(new Text(predicted.ToString(CultureInfo.InvariantCulture))).RightAligned());
        }

        for (int actual = 0; actual < counts.ClassCount; actual++)
        {
            table.AddRow([
                $"{actual.ToString(CultureInfo.InvariantCulture)} {counts.NameOf(actual)}",
                .. Enumerable.Range(0, counts.ClassCount).Select(predicted => Cell(counts[actual, predicted], predicted == actual)),
            ]);
        }

        console.Write(table);
    }

    /// <summary>Shows how a training proceeds: one line that moves on a terminal, else a line for each epoch.</summary>
    /// <param name="train">Trains, and tells its progress.</param>
    /// <returns>What the training returned.</returns>
    public TrainingHistory ShowTraining(Func<IProgress<EpochResult>, TrainingHistory> train) => IsTerminal
        ? console.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new MovingLine(context.AddTask("epoch 0"))))
        : train(new LineByLine(this));

    private static string LineOf(EpochResult epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,2}/{epoch.Epochs}  loss {epoch.TrainingLoss:F4}, test {epoch.ValidationLoss:F4}  "
        + $"accuracy {epoch.TrainingAccuracy:F4}, test {epoch.ValidationAccuracy:F4}");

    private static string Cell(long count, bool isCorrect) => (count, isCorrect) switch
    {
        (0, _) => "[dim]·[/]",
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"[green]{count}[/]"),
        _ => string.Create(CultureInfo.InvariantCulture, $"[red]{count}[/]"),
    };

    private sealed class MovingLine(ProgressTask task) : IProgress<EpochResult>
    {
        public void Report(EpochResult value)
        {
            task.MaxValue = value.Epochs;
            task.Value = value.Epoch;
            task.Description = Markup.Escape(LineOf(value));
        }
    }

    private sealed class LineByLine(Screen screen) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => screen.Line(LineOf(value));
    }
}
