using System.Numerics;
using System.Reflection;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Freezing;

/// <summary>What an export of a network wrote: a C# file, and perhaps a resource.</summary>
internal sealed record Exported(string Source, string? ResourceName, byte[]? Resource)
{
    public static Exported Of<T>(INetwork<T> network, bool inPlace = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compilednet-");
        try
        {
            network.ExportFrozen(Path.Combine(folder.FullName, "Net.Frozen.cs"), inPlace);
            string? resource = folder.GetFiles("*.bin").SingleOrDefault()?.FullName;
            Assert.Equal(resource is null ? 1 : 2, folder.GetFiles().Length);
            return new Exported(
                File.ReadAllText(Path.Combine(folder.FullName, "Net.Frozen.cs")),
                Path.GetFileName(resource),
                resource is null ? null : File.ReadAllBytes(resource));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public (string Name, byte[] Content)[] Resources => ResourceName is null ? [] : [(ResourceName, Resource!)];
}

internal delegate void Infer<T>(ReadOnlySpan<T> input, Span<T> output);

internal delegate void InferShared<T>(ReadOnlySpan<T> input, Span<T> output, int threads);

internal delegate ReadOnlySpan<T> Numbers<T>();

/// <summary>The nested class <c>Frozen</c> of a network.</summary>
internal sealed class FrozenNetwork<T>(Type network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Type _type = Nested(network);

    public Infer<T> Forward => Method("Forward", 2).CreateDelegate<Infer<T>>();

    public InferShared<T> ForwardShared => Method("Forward", 3).CreateDelegate<InferShared<T>>();

    public Numbers<T> Parameters => _type.GetProperty("Parameters")!.GetMethod!.CreateDelegate<Numbers<T>>();

    public Action Prepare => Method("Prepare", 0).CreateDelegate<Action>();

    public INetwork<T> CreateNetwork() => (INetwork<T>)Method("CreateNetwork", 0).Invoke(null, null)!;

    /// <summary>A new stream, of a network of sequences of any length.</summary>
    public SequenceStream<T> CreateStream() => (SequenceStream<T>)Activator.CreateInstance(_type.GetNestedType("Stream")!)!;

    private MethodInfo Method(string name, int parameters) =>
        _type.GetMethods().Single(method => method.Name == name && method.GetParameters().Length == parameters);

    private static Type Nested(Type network)
    {
        Type nested = network.GetNestedType("Frozen", BindingFlags.Public | BindingFlags.NonPublic)!;
        return network.IsGenericType ? nested.MakeGenericType(network.GetGenericArguments()) : nested;
    }
}
