using System.CommandLine;
using System.Diagnostics;
using RealTime;

// Before anything else, as a program would that was started to answer.
long begun = Stopwatch.GetTimestamp();
var first = new float[1];
AmpNet.Frozen.Forward(new float[AmpNet.InputSize], first);
long answered = Stopwatch.GetTimestamp();

var seconds = new Option<double>("--seconds") { Description = "For how many seconds each loop runs.", DefaultValueFactory = _ => 2 };
seconds.Validators.Add(result =>
{
    if (!result.Errors.Any() && result.GetValueOrDefault<double>() is not (>= 0.01 and <= 3600))
    {
        result.AddError("--seconds takes a number from 0.01 to 3600.");
    }
});
var started = new Option<long?>("--started") { Description = "The time stamp (Stopwatch) at which this process was started.", Hidden = true };
var programs = new Argument<string[]>("programs") { Description = "Builds of this program.", Arity = ArgumentArity.OneOrMore };

var compare = new Command("compare", "Runs builds of this program three times each, and prints the best runs side by side.") { programs, seconds };
compare.SetAction(parsed => SideBySide.Run(parsed.GetValue(programs)!, parsed.GetValue(seconds)));
var command = new RootCommand("Calls frozen networks at fixed rates, and prints how long they take.") { seconds, started, compare };
command.SetAction(parsed => Run(parsed.GetValue(seconds), parsed.GetValue(started)));
return command.Parse(args).Invoke();

int Run(double seconds, long? started)
{
    const int ControlRate = 1000;

    var effect = new AudioEffect();
    var audio = new PacedLoop(Amplifier.SampleRate);
    audio.Run(effect, (int)(seconds * Amplifier.SampleRate));
    var controller = new PoleController();
    var control = new PacedLoop(ControlRate);
    control.Run(controller, (int)(seconds * ControlRate));

    Report.PrintProcess();
    Report.PrintLoop(
        $"audio effect 32-16-8-1, {audio.Calls.TotalCount:N0} calls at 48 kHz", audio, $"  {effect.Error:F1} dB from the amplifier");
    Report.PrintLoop(
        $"controller 4-16-1, {control.Calls.TotalCount:N0} calls at 1 kHz", control, $"  the pole {(controller.Stands ? "stood" : "fell")}");
    Report.PrintSize();
    Report.Print(started is { } stamp
        ? (FormattableString)$"first answer {Milliseconds(stamp, answered):F1} ms after the start of the process"
        : $"first answer {Milliseconds(begun, answered):F3} ms after the start of Main");
    Report.Print($"{Report.Ratio}{Report.RatioOf(audio):F1}, {Report.RatioOf(control):F1}");
    return audio.BytesAllocated + control.BytesAllocated + audio.Collections + control.Collections == 0 && controller.Stands ? 0 : 1;
}

static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
