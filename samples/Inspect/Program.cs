using System.CommandLine;
using System.Text;
using Inspect;

var note0 = new Command("note0", "Writes the page of note 0, 2-3-2: every number in sight.");
Option<string> note0File = OutputOf("note0.html");
note0.Add(note0File);
note0.SetAction(parsed => WriteNote0(parsed.GetValue(note0File)!));

var digits = new Command("digits", "Writes the page of DigitNet, 64-32-10, which learns handwritten digits first.");
Option<string> digitsFile = OutputOf("digits.html");
var sample = new Option<int?>("--sample")
{
    Description = "The test image, from 0; without it the one that the network is least certain of.",
    HelpName = "N",
};
digits.Add(digitsFile);
digits.Add(sample);
digits.SetAction(parsed => WriteDigits(parsed.GetValue(digitsFile)!, parsed.GetValue(sample)));

var command = new RootCommand("Writes a page on which a network is watched step by step, forward and back. Without a command it writes all.")
{
    note0,
    digits,
};
command.SetAction(_ => Math.Max(
    WriteNote0(Path.Combine("artifacts", "note0.html")), WriteDigits(Path.Combine("artifacts", "digits.html"), null)));
return command.Parse(args).Invoke();

static Option<string> OutputOf(string name) => new("--output")
{
    Description = "The file to write.",
    HelpName = "FILE",
    DefaultValueFactory = _ => Path.Combine("artifacts", name),
};

static int WriteNote0(string path) => Write(path, Note0Sample.Run());

static int WriteDigits(string path, int? sample)
{
    var digits = DigitSample.Train();
    int index = sample ?? digits.LeastCertain;
    if (index < 0 || index >= digits.Test.Count)
    {
        Console.Error.WriteLine($"--sample takes a number from 0 to {digits.Test.Count - 1}.");
        return 2;
    }

    return Write(path, digits.Run(index));
}

static int Write(string path, InspectedSample sample)
{
    try
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, HtmlPage.Of(sample), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Console.WriteLine(path);
        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
    {
        Console.Error.WriteLine($"{path} cannot be written: {exception.Message}");
        return 1;
    }
}
