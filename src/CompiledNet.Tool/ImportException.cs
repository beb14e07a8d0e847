namespace CompiledNet.Tool;

/// <summary>A file cannot be imported; the message says why and what would help.</summary>
internal class ImportException : Exception
{
    public ImportException(string message)
        : base(message)
    {
    }

    public ImportException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
