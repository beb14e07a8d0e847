using System.CommandLine;
using System.Globalization;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Writing;

namespace CompiledNet.Tool.Commands;

/// <summary><c>compilednet import</c>.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> s_file = new("FILE") { Description = $"The trained network: {ModelReader.Formats}, or .safetensors with --like." };
    private static readonly Option<string> s_class = new("--class") { Description = "The full name of the class, such as MyApp.KeywordNet.", HelpName = "NAME", Required = true };
    private static readonly Option<string> s_output = new("--output") { Description = "The folder to write to.", HelpName = "DIR", Required = true };
    private static readonly Option<bool> s_freeze = new("--freeze") { Description = "Also writes the weights as C#, as ExportFrozen does." };
    private static readonly Option<bool> s_forTraining = new("--for-training") { Description = ModelReader.ForTraining };
    private static readonly Option<string?> s_input = new("--input") { Description = "Inputs for the comparison: samples, or one sequence, as NumPy saves them.", HelpName = "FILE.npy" };
    private static readonly Option<double> s_tolerance = new("--tolerance")
    {
        Description = "The largest difference from the source that is accepted; of numbers beyond 1 relative to them.",
        HelpName = "E",
        DefaultValueFactory = _ => 1e-4,
    };

    private static readonly Option<int> s_length = new("--length") { Description = "Fixes the length of sequences that the file leaves open.", HelpName = "STEPS" };
    private static readonly Option<Loss?> s_loss = new("--loss") { Description = "What the network would be trained with; what fits its last activation unless given.", HelpName = "LOSS" };

    private static readonly Option<string?> s_result = new("--result") { Description = "The value of an ONNX graph that the network gives; its first output unless given.", HelpName = "VALUE" };

    private static readonly Option<string?> s_like = new("--like") { Description = "The C# file that declares the network whose weights FILE.safetensors holds.", HelpName = "FILE.cs" };

    public static Command Create()
    {
        var command = new Command("import", "Writes a declaration and its weights, after comparing both with the file.")
        {
            s_file, s_class, s_output, s_freeze, s_forTraining, s_input, s_tolerance, s_length, s_loss, s_result, s_like,
        };
        s_class.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } name)
            {
                return;
            }

            if (!Identifiers.IsFullName(name))
            {
                result.AddError($"'{name}' is no name of a class; one such as MyApp.KeywordNet was expected.");
            }
            else if (Identifiers.PartOfLibrary(name) is { } part)
            {
                result.AddError($"'{part}' in '{name}' is a type of CompiledNet, which the declaration could then no longer name; another name was expected.");
            }
        });
        s_file.Validators.Add(OptionChecks.NotEmpty);
        s_output.Validators.Add(OptionChecks.NotEmpty);
        s_length.Validators.Add(OptionChecks.NotNegative<int>);
        s_tolerance.Validators.Add(OptionChecks.NotNegative<double>);
        s_loss.Validators.Add(OptionChecks.Named<Loss>);
        command.SetAction(parsed => Failures.Report(() => Run(parsed)));
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        ImportResult result = Importer.Run(new ImportRequest
        {
            File = parsed.GetValue(s_file)!,
            ClassName = parsed.GetValue(s_class)!,
            Output = parsed.GetValue(s_output)!,
            Freeze = parsed.GetValue(s_freeze),
            ForTraining = parsed.GetValue(s_forTraining),
            Input = parsed.GetValue(s_input),
            Tolerance = parsed.GetValue(s_tolerance),
            Length = parsed.GetValue(s_length),
            Loss = parsed.GetValue(s_loss),
            Result = parsed.GetValue(s_result),
            Like = parsed.GetValue(s_like),
        });
        Console.WriteLine(result.Summary);
        if (result.Check is { } check)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Format}: the largest difference from {result.Source} is {check.Largest:G3}, over {check.Inputs} {(check.Inputs == 1 ? "input" : "inputs")}."));
        }

        foreach (string note in result.Notes)
        {
            Console.WriteLine(note);
        }

        foreach (string file in result.Files)
        {
            Console.WriteLine($"Wrote {file}");
        }
    }
}
