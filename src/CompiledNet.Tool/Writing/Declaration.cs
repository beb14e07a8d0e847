namespace CompiledNet.Tool.Writing;

/// <summary>A network as C#.</summary>
/// <param name="ClassName">Its full name.</param>
/// <param name="Source">The file.</param>
/// <param name="LayerNames">The name of each layer, in order.</param>
internal sealed record Declaration(string ClassName, string Source, IReadOnlyList<string> LayerNames);
