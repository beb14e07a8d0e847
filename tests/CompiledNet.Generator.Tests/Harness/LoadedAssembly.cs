using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>A compiled assembly, loaded beside the tests and unloaded when disposed.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context = new("UserCode", isCollectible: true);

    public LoadedAssembly(Compilation compilation, params (string Name, byte[] Content)[] resources)
    {
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(
            image,
            manifestResources: resources.Select(resource =>
                new ResourceDescription(resource.Name, () => new MemoryStream(resource.Content), isPublic: false)));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        Assembly = _context.LoadFromStream(image);
    }

    public LoadedAssembly(byte[] image)
    {
        using var stream = new MemoryStream(image);
        Assembly = _context.LoadFromStream(stream);
    }

    public Assembly Assembly { get; }

    /// <summary>A network of single precision.</summary>
    /// <param name="type">Its metadata name: namespaces and types around it included, the latter separated by +.</param>
    /// <param name="typeArguments">Arguments for it and the types around it, outermost first.</param>
    public INetwork<float> Network(string type, params Type[] typeArguments) => Network<float>(type, 42, typeArguments);

    /// <summary>A network with weights drawn from a seed.</summary>
    public INetwork<T> Network<T>(string type, long seed = 42, params Type[] typeArguments)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (INetwork<T>)Activator.CreateInstance(Type(type, typeArguments), seed)!;

    /// <summary>A type of the assembly.</summary>
    public Type Type(string name, params Type[] typeArguments)
    {
        Type type = Assembly.GetType(name, throwOnError: true)!;
        return typeArguments.Length == 0 ? type : type.MakeGenericType(typeArguments);
    }

    public void Dispose() => _context.Unload();
}
