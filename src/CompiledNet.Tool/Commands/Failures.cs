namespace CompiledNet.Tool.Commands;

/// <summary>What a command does with an error.</summary>
internal static class Failures
{
    /// <summary>Runs a command and writes what went wrong to the error stream.</summary>
    /// <returns>0, or 1 after an error.</returns>
    public static int Report(Action run)
    {
        try
        {
            run();
            return 0;
        }
        catch (ImportException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
