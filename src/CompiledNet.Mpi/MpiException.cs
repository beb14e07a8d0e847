namespace CompiledNet.Mpi;

/// <summary>MPI is missing, or does not fit the launcher that started the process.</summary>
public sealed class MpiException : InvalidOperationException
{
    /// <summary>An exception with a message.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public MpiException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public MpiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception.</summary>
    public MpiException()
    {
    }
}
