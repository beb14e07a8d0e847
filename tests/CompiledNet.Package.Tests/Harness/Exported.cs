namespace CompiledNet.Package.Tests.Harness;

/// <summary>
/// What ExportFrozen wrote of two networks with the weights of seed 1, in the namespace Weights: DigitNet, small enough for constants, and WideNet,
/// whose numbers are a file of their own. They are in Consumers/Data.
/// </summary>
internal static class Exported
{
    /// <summary>The declarations that the weights are for.</summary>
    public const string DigitNet = "[Network(inputs: 64)]\n[Dense(32, Activation.ReLU)]\n[Dense(10, Activation.Softmax)]\npublic partial class DigitNet;\n";

    /// <inheritdoc cref="DigitNet"/>
    public const string WideNet = "[Network(inputs: 100)]\n[Dense(96, Activation.ReLU)]\n[Dense(10, Activation.Softmax)]\npublic partial class WideNet;\n";

    /// <summary>A C# file.</summary>
    /// <param name="name">Its name.</param>
    public static (string Name, string Text) Source(string name)
    {
        using var reader = new StreamReader(Open(name + ".txt"));
        return (name, reader.ReadToEnd());
    }

    /// <summary>A file of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Where it is to be written.</param>
    public static void CopyTo(string name, string folder)
    {
        using Stream numbers = Open(name);
        using FileStream file = File.Create(Path.Combine(folder, name));
        numbers.CopyTo(file);
    }

    private static Stream Open(string name) =>
        typeof(Exported).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no resource {name}.");
}
