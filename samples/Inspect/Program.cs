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

var convolution = new Command("convolution", "Writes the page of StrokeNet, a convolution that learns handwritten digits first.");
Option<string> convolutionFile = OutputOf("convolution.html");
convolution.Add(convolutionFile);
convolution.Add(sample);
convolution.SetAction(parsed => WriteConvolution(parsed.GetValue(convolutionFile)!, parsed.GetValue(sample)));

var command = new RootCommand("Writes a page on which a network is watched step by step, forward and back. Without a command it writes all.")
{
    note0,
    digits,
    convolution,
};
command.SetAction(_ => new[]
{
    WriteNote0(Path.Combine("artifacts", "note0.html")),
    WriteDigits(Path.Combine("artifacts", "digits.html"), null),
    WriteConvolution(Path.Combine("artifacts", "convolution.html"), null),
}.Max());
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
    return WriteSample(path, sample ?? digits.LeastCertain, digits.Test.Count, digits.Run);
}

static int WriteConvolution(string path, int? sample)
{
    var strokes = StrokeSample.Train();
    return WriteSample(path, sample ?? strokes.LeastCertain, strokes.Test.Count, strokes.Run);
}

static int WriteSample(string path, int sample, int count, Func<int, InspectedSample> run)
{
    if (sample < 0 || sample >= count)
    {
        Console.Error.WriteLine($"--sample takes a number from 0 to {count - 1}.");
        return 2;
    }

    return Write(path, run(sample));
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
