using System.Globalization;

namespace Ahead;

/// <summary>Prints what this process's code computes, or how fast.</summary>
internal static class Program
{
    private const string Usage = """
        bits              a line about this process (bits of its registers, whether it multiplies and adds in one operation, how it was
                          compiled), then hashes of outputs, losses, gradients and parameters of some networks
        speed             nanoseconds of an inference and of a training step
        first digits|images STAMP SECONDS
                          when the first result was there after the time stamp, and when calls had reached full speed
        start-up NAME=PROGRAM ...
                          a table of that for builds of this program, each started many times
        """;

    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["bits"]:
                Results.Print();
                return 0;
            case ["first", var name, var started, var seconds]:
                FirstCalls.Print(name, long.Parse(started, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
                return 0;
            case ["start-up", .. var programs]:
                StartUp.Print(programs);
                return 0;
            case ["speed"]:
                Speed.Print();
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
