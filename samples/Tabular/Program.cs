using System.Globalization;
using CompiledNet;
using Spectre.Console;
using Tabular;

// Folds, weights and the order of the samples follow from this number; another one may be given.
long seed = 42;
if (args.Length > 1 || (args.Length == 1 && !long.TryParse(args[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed)))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Tabular [-- SEED]");
    return 2;
}

// Learning rate and decay were tried in five pairs on the folds of seeds 1 to 6, whose means lie within 0.002 for the accuracies and 0.005 for
// R². With these, the folds of seeds 7 to 20 give 0.976, 0.982 and 0.490 on average, and 0.972, 0.972 and 0.474 at the least.
Study[] studies =
[
    new() { Name = "breast cancer", Data = Tables.BreastCancer(), Create = s => new CancerNet(s), LearningRate = 0.005, WeightDecay = 0.5 },
    new() { Name = "wine", Data = Tables.Wine(), Create = s => new WineNet(s), LearningRate = 0.005, WeightDecay = 0.5 },
    new() { Name = "diabetes", Data = Tables.Diabetes(), Create = s => new DiabetesNet(s), LearningRate = 0.005, WeightDecay = 0.5 },
];

// Into a file goes plain text.
IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
{
    Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !Console.IsOutputRedirected },
});
CrossValidation[] results = [.. studies.Select(study => CrossValidation.Run(study, seed))];
console.Write(ResultTable.Of(results, Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded));
console.WriteLine();
foreach (CrossValidation result in results)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Study.Name} {result.Study.Measure} {result.Mean:F4} ± {result.Deviation:F4}"));
}

return 0;
