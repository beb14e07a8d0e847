using CompiledNet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits;

/// <summary>Where the sample shows itself: a terminal with colours and a line that moves, or a file with plain text.</summary>
internal sealed class Screen(IAnsiConsole console)
{
    private const int WidthForBar = 120;

    /// <summary>Whether there is somebody to see colours.</summary>
    public bool IsTerminal => console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

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
            Write(title);
        }
    }

    /// <summary>Shows lines as they are, never wrapped, and an empty one.</summary>
    public void Text(string lines)
    {
        Write(lines.TrimEnd());
        Write();
    }

    /// <summary>Shows something with a layout of its own, and an empty line.</summary>
    public void Show(IRenderable renderable)
    {
        console.Write(renderable);
        Write();
    }

    /// <summary>Shows how a training proceeds.</summary>
    /// <param name="train">Trains, and tells its progress.</param>
    /// <returns>What the training returned.</returns>
    public TrainingHistory ShowTraining(Func<IProgress<EpochResult>, TrainingHistory> train)
    {
        TrainingHistory history = IsTerminal
            ? console.Progress()
                .Columns(ProgressColumns())
                .Start(context => train(new MovingLine(context.AddTask("epoch 0"))))
            : train(new LineByLine(this));
        Write();
        return history;
    }

    private ProgressColumn[] ProgressColumns()
    {
        var line = new TaskDescriptionColumn { Alignment = Justify.Left };
        return console.Profile.Width < WidthForBar ? [new SpinnerColumn(), line] : [new SpinnerColumn(), new ProgressBarColumn(), line];
    }

    private void Write(string line = "") => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>A bar with the last epoch's line beside it.</summary>
    private sealed class MovingLine(ProgressTask task) : IProgress<EpochResult>
    {
        public void Report(EpochResult value)
        {
            task.MaxValue = value.Epochs;
            task.Value = value.Epoch;
            task.Description = Markup.Escape(EpochLine.Of(value));
        }
    }

    /// <summary>A line for each epoch.</summary>
    private sealed class LineByLine(Screen screen) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => screen.Write(EpochLine.Of(value));
    }
}
