using System.Globalization;
using System.Text;
using Notes;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;

Action<Verdict>[] notes = [Note0.Show, Note1.Show, Note2.Show, Note3.Show, Note4.Show];

int chosen = 0;
if (args.Length > 1 || (args.Length == 1 && !(int.TryParse(args[0], out chosen) && chosen >= 0 && chosen < notes.Length)))
{
    Console.Error.WriteLine(
        $"There is no note '{string.Join(' ', args)}'. One number from 0 to {notes.Length - 1} shows that note; none shows all.");
    return 2;
}

var verdict = new Verdict();
foreach (Action<Verdict> show in args.Length == 0 ? notes : [notes[chosen]])
{
    show(verdict);
    Page.Blank();
}

foreach (string failure in verdict.Failures)
{
    Page.Bad("FAILED " + failure);
}

if (verdict.Failures.Count > 0)
{
    return 1;
}

Page.Good($"every number within 1e-9 of PyTorch's (worst {Number.Short(verdict.WorstNumber)})");
Page.Good($"every gradient within 1e-6 of its numeric one (worst {Number.Short(verdict.WorstGradient)})");
return 0;
