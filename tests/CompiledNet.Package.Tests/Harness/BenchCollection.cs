namespace CompiledNet.Package.Tests.Harness;

/// <summary>Test classes that share the bench.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // That is what it is.
public sealed class BenchCollection : ICollectionFixture<Bench>
#pragma warning restore CA1711
{
    /// <summary>Its name.</summary>
    public const string Name = "Bench";
}
