namespace CompiledNet;

/// <summary>
/// A file or stream does not hold what was to be loaded: it is damaged, or it belongs to something else. Nothing was changed. A file that
/// is not there or cannot be read throws what <see cref="FileStream"/> throws.
/// </summary>
public sealed class NetworkFileException : IOException
{
    internal NetworkFileException(string message, string? tensor = null, Exception? inner = null)
        : base(message, inner) => Tensor = tensor;

    /// <summary>The name of the tensor at fault; null where it is not one tensor's.</summary>
    public string? Tensor { get; }

    /// <summary>The path of the file; null for a stream.</summary>
    public string? FileName { get; internal set; }

    /// <inheritdoc/>
    public override string Message => FileName is null ? base.Message : $"{base.Message} The file is '{FileName}'.";
}
