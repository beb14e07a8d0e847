namespace CompiledNet.Faults;

/// <summary>The table of faults does not fit the sources.</summary>
internal sealed class FaultTableException : Exception
{
    public FaultTableException()
    {
    }

    public FaultTableException(string message)
        : base(message)
    {
    }

    public FaultTableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
