using CompiledNet.Package.Tests.Harness;

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A project of a stranger's. Each class that derives from this one is built and tested; it needs no other mention.</summary>
internal abstract class Consumer
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Consumer> All { get; } =
    [
        .. typeof(Consumer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Consumer)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Consumer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The project's name.</summary>
    public string Name => GetType().Name;

    /// <summary>Whether it is a program, which is run; a library otherwise.</summary>
    public virtual bool IsProgram => true;

    /// <summary>Whether it is published, for this kind of machine.</summary>
    public virtual bool IsPublished => IsNative;

    /// <summary>Whether it is compiled to a native program.</summary>
    public virtual bool IsNative => false;

    /// <summary>What its project file is built with.</summary>
    public virtual string Sdk => "Microsoft.NET.Sdk";

    /// <summary>Properties of its project file.</summary>
    public virtual string Properties => "";

    /// <summary>References and the like of its project file.</summary>
    public virtual string Items => "";

    /// <summary>What the build reports, in any order: severity, rule and file.</summary>
    public virtual IReadOnlyList<string> Reports => [];

    /// <summary>What the program prints; null if it is not run.</summary>
    /// <param name="package">The package.</param>
    public virtual string? Output(string package) => null;

    /// <summary>Its files, by name.</summary>
    /// <param name="package">The package.</param>
    public abstract IEnumerable<(string Name, string Text)> Files(string package);

    /// <summary>Writes files that are no text, before the build.</summary>
    /// <param name="folder">The project's folder.</param>
    public virtual void Prepare(string folder)
    {
    }

    /// <summary>What else must hold of what was built.</summary>
    /// <param name="built">Its place.</param>
    /// <param name="bench">The other consumers.</param>
    public virtual void Check(Built built, Bench bench)
    {
    }
}
