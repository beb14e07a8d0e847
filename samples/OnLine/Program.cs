using System.CommandLine;
using System.Globalization;
using OnLine;

var seeds = new Option<int>("--seeds") { Description = "How many controllers to let learn, with seeds from 1.", DefaultValueFactory = _ => 10 };
var seconds = new Option<int>("--seconds") { Description = "For how many simulated seconds each learns.", DefaultValueFactory = _ => 60 };
foreach (Option<int> option in new[] { seeds, seconds })
{
    option.Validators.Add(result =>
    {
        // What is no number at all is reported by the option itself.
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && value is < 1 or > 100_000)
        {
            result.AddError($"{option.Name} takes a number from 1 to 100000.");
        }
    });
}

var command = new RootCommand("A controller learns to balance a pole on a cart while it runs, a thousand steps a second.") { seeds, seconds };
command.SetAction(parsed => Run(parsed.GetValue(seeds), parsed.GetValue(seconds)));
return command.Parse(args).Invoke();

static int Run(int seeds, int seconds)
{
    const double LeastShare = 0.9;

    Console.WriteLine(PoleNet.Summary);
    int steps = (int)(seconds / CartPole.TimeStep);

    // One for nothing: what the runtime allocates when it compiles a method is not what a step allocates.
    _ = new Trial(seed: 0, steps: 10_000);
    Trial[] trials = [.. Enumerable.Range(1, seeds).Select(seed => new Trial(seed, steps))];
    Report.Show(trials);
    Console.WriteLine($"the pole of seed 1 over time  {Tracks.Write(trials[0])}");

    int held = trials.Count(trial => trial.IsHeld);
    long bytes = trials.Sum(trial => trial.BytesAllocated);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"allocated while learning: {bytes} bytes"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"held for 10 s after learning: {held} of {seeds}"));
    return held >= LeastShare * seeds && bytes == 0 ? 0 : 1;
}
