using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Saves and loads the weights and biases of any network as safetensors files, which PyTorch, JAX and others read and write too:
/// an 8-byte length, a JSON header, and the numbers. Weights lie there as units × inputs, row after row, without padding.
/// </summary>
public static class NetworkFiles
{
    private const string ActivationsKey = "activations";

    /// <summary>Writes weights and biases to a file.</summary>
    /// <remarks>
    /// The file is written beside the old one, under a name that ends in <c>.tmp</c>, and takes its place in one step: whatever happens, there is the old file
    /// or the new one, whole. On Unix it has the mode of the old one, and on Linux, where that is permitted, its owner and group. What cannot be replaced so
    /// (a write-protected file, a mount point, a folder that may not be written to) is refused. What lies in the parameters is written, NaN too.
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="names">What its tensors are called; <see cref="TensorNames.Layers"/> if null.</param>
    /// <exception cref="IOException">The file cannot be written, or is a mount point or a device; an old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to; an old file is as it was.</exception>
    /// <exception cref="ArgumentException">
    /// There are names for another number of layers, they are no Unicode, or so long that <see cref="Load{T}(INetwork{T}, string, NetworkLoadOptions)"/>
    /// would refuse the file.
    /// </exception>
    public static void Save<T>(this INetwork<T> network, string path, TensorNames? names = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var tensors = new NetworkTensors<T>(network, names ?? TensorNames.Layers);
        TensorFile.Replace(path, stream => TensorWriter.Write(stream, tensors, Describe(network)));
    }

    /// <summary>Writes weights and biases to a stream, from its position on.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream, which is neither flushed nor closed.</param>
    /// <param name="names">What the tensors are called; <see cref="TensorNames.Layers"/> if null.</param>
    /// <exception cref="ArgumentException">There are names for another number of layers.</exception>
    public static void Save<T>(this INetwork<T> network, Stream stream, TensorNames? names = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        TensorWriter.Write(stream, new NetworkTensors<T>(network, names ?? TensorNames.Layers), Describe(network));
    }

    /// <summary>Reads weights and biases from a file. Everything is checked before anything is changed.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network; as it was if something does not fit.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file may differ in; nothing if null.</param>
    /// <exception cref="NetworkFileException">
    /// The file is damaged or does not fit the network; the message says what was expected, and what is there. Nothing was changed.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read; nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read; nothing was changed.</exception>
    /// <exception cref="ArgumentException">There are names for another number of layers.</exception>
    public static void Load<T>(this INetwork<T> network, string path, NetworkLoadOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = TensorFile.Open(path);
        if (options is not null || !PlainFile.TryLoad(network, stream))
        {
            LoadAny(network, stream, path, options ?? NetworkLoadOptions.Default);
        }
    }

    /// <summary>
    /// Reads weights and biases from a stream, from its position on. It need not be seekable; it is left behind the last tensor, so that
    /// something else may follow.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network; as it was if something does not fit.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="options">What it may differ in; nothing if null.</param>
    /// <exception cref="NetworkFileException">What is in the stream is damaged or does not fit the network; nothing was changed.</exception>
    /// <exception cref="ArgumentException">There are names for another number of layers.</exception>
    public static void Load<T>(this INetwork<T> network, Stream stream, NetworkLoadOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Load(network, stream, options ?? NetworkLoadOptions.Default, isFile: false);
    }

    private static void LoadAny<T>(INetwork<T> network, Stream stream, string path, NetworkLoadOptions options)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorFile.Read(stream, path, file => Load(network, file, options, isFile: true));

    private static void Load<T>(INetwork<T> network, Stream stream, NetworkLoadOptions options, bool isFile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tensors = new NetworkTensors<T>(network, options.Names);
        TensorHeader header = TensorHeader.Read(stream);
        if (!options.AllowOtherActivations)
        {
            CheckActivations(network, header, " Load with AllowOtherActivations if the weights alone are wanted.");
        }

        TensorReader<T>.Load(stream, header, tensors, options, isFile);
    }

    /// <summary>Refuses a file that says it was saved by a network of other activations.</summary>
    /// <param name="network">The network.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="advice">What else the exception says, after a space: how to load it nevertheless.</param>
    internal static void CheckActivations<T>(INetwork<T> network, TensorHeader header, string advice = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string? saved = header.FindMetadata(ActivationsKey);
        string own = ActivationsOf(network);

        // With another number of layers, tensors do not fit either, which says more.
        if (saved is not null && saved != own && saved.Count(c => c == ' ') == own.Count(c => c == ' '))
        {
            throw new NetworkFileException(
                $"It was saved by a network of the activations {TensorHeader.Shorten(saved)}; {own} were expected, those of {network.GetType().Name}."
                + advice);
        }
    }

    private static string ActivationsOf<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => string.Join(' ', network.Layers.Select(layer => NameOf(layer.Activation)));

    /// <summary>The name of an activation: without reflection, which a first call would wait for.</summary>
    internal static string NameOf(Activation activation) => activation switch
    {
        Activation.Identity => nameof(Activation.Identity),
        Activation.Sigmoid => nameof(Activation.Sigmoid),
        Activation.ReLU => nameof(Activation.ReLU),
        Activation.LeakyReLU => nameof(Activation.LeakyReLU),
        Activation.Tanh => nameof(Activation.Tanh),
        Activation.Softmax => nameof(Activation.Softmax),
        Activation.ELU => nameof(Activation.ELU),
        Activation.SELU => nameof(Activation.SELU),
        Activation.Softplus => nameof(Activation.Softplus),
        Activation.GELU => nameof(Activation.GELU),
        Activation.SiLU => nameof(Activation.SiLU),
        Activation.Mish => nameof(Activation.Mish),
        Activation.HardSigmoid => nameof(Activation.HardSigmoid),
        Activation.HardSwish => nameof(Activation.HardSwish),
        _ => activation.ToString(),
    };

    /// <summary>What metadata say of a network.</summary>
    internal static KeyValuePair<string, string>[] Describe<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        new("library", Library),
        new("network", network.GetType().ToString()),
        new(ActivationsKey, ActivationsOf(network)),
        new("loss", network.Loss.ToString()),
        new("precision", PrecisionOf<T>()),
    ];

    /// <summary>Name and version of this library, for metadata.</summary>
    internal static string Library { get; } = $"CompiledNet {typeof(NetworkFiles).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The name of a number type in metadata.</summary>
    internal static string PrecisionOf<T>() => (DataType.Of<T>() == DataType.F32 ? Precision.Single : Precision.Double).ToString();
}
