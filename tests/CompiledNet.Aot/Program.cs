using System.Globalization;
using CompiledNet;

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
        ramp WORK SECONDS the first call's milliseconds of CPU time; nanoseconds of calls 22 to 1,021, and at full speed; when that was reached
        calls WORK NUMBER makes calls, and waits until the JIT has nothing more to compile
        save FILE         saves a network
        load FILE         loads it: milliseconds, and methods that the JIT compiled
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
            case ["ramp", var name, var seconds]:
                Ramp.Print(name, double.Parse(seconds, CultureInfo.InvariantCulture));
                return 0;
            case ["calls", var name, var number]:
                Ramp.Call(name, int.Parse(number, CultureInfo.InvariantCulture));
                return 0;
            case ["save", var file]:
                new SmallNetwork(1).Save(file);
                return 0;
            case ["load", var file]:
                FirstLoad.Print(file);
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
