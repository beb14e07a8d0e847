using System.CommandLine;
using CompiledNet.Tool.Commands;

namespace CompiledNet.Tool;

/// <summary>The command compilednet.</summary>
internal static class Program
{
    /// <summary>Runs a command; <c>--help</c> lists them.</summary>
    /// <param name="args">The command, its arguments and options.</param>
    /// <returns>0 where all is right, 1 where a file cannot be imported, 2 where the command is not understood.</returns>
    public static int Main(string[] args)
    {
        var root = new RootCommand("Brings trained networks to CompiledNet, as a declaration of attributes and the weights beside it.")
        {
            ImportCommand.Create(),
            ShowCommand.Create(),
            SummaryCommand.Create(),
        };
        ParseResult parsed = root.Parse(args);
        int result = parsed.Invoke();
        return parsed.Errors.Count > 0 ? 2 : result;
    }
}
