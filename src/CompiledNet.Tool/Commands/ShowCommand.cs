using System.CommandLine;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;
using CompiledNet.Tool.Writing;
using Spectre.Console;

namespace CompiledNet.Tool.Commands;

/// <summary><c>compilednet show</c>.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = $"The trained network: {ModelReader.Formats}." };
        Option<int> length = new("--length") { Description = "Fixes the length of sequences that the file leaves open.", HelpName = "STEPS" };
        Option<string?> result = new("--result") { Description = "The value of an ONNX graph that the network gives; its first output unless given.", HelpName = "VALUE" };
        Option<bool> forTraining = new("--for-training") { Description = ModelReader.ForTraining };
        var command = new Command("show", "Prints the layers of a file, or what cannot be imported of it.") { file, length, result, forTraining };
        file.Validators.Add(OptionChecks.NotEmpty);
        length.Validators.Add(OptionChecks.NotNegative<int>);
        command.SetAction(parsed => Failures.Report(() => Show(ModelReader.Read(
            parsed.GetValue(file)!,
            new ReadOptions { Length = parsed.GetValue(length), Result = parsed.GetValue(result), ForTraining = parsed.GetValue(forTraining) }))));
        return command;
    }

    private static void Show(ImportedModel model)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Layer", "Reads", "Gives", "Parameters", "In the file");
        IReadOnlyList<LayerNode> layers = model.Graph.Layers();
        var numbers = layers.Select((layer, i) => (layer, i)).ToDictionary(pair => pair.layer, pair => pair.i + 1);
        long all = 0;
        foreach (LayerNode layer in layers)
        {
            long parameters = layer.Tensors.Sum(tensor => tensor.Values.LongLength);
            all += parameters;
            string[] cells =
            [
                FormattableString.Invariant($"{numbers[layer]} {layer.Kind}{(layer.Activation == Activation.Identity ? "" : $" {layer.Activation}")}"),
                string.Join(", ", layer.Inputs.Select(input => input.IsInput ? "input" : FormattableString.Invariant($"{numbers[input]}"))),
                layer.Shape.ToString(),
                FormattableString.Invariant($"{parameters:N0}"),
                Identifiers.Comment(layer.Comment),
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        AnsiConsole.WriteLine($"{model.Format}, input {model.Graph.Input.Shape}");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(FormattableString.Invariant($"{all:N0} parameters"));
        foreach (string note in model.Notes)
        {
            AnsiConsole.WriteLine(note);
        }
    }
}
