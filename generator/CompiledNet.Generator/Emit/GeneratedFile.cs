using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>A file of a network.</summary>
/// <param name="Ending">What its name ends in, after the network's.</param>
/// <param name="Text">What it holds.</param>
internal sealed record GeneratedFile(string Ending, string Text)
{
    /// <summary>The words between a network's name and .g.cs.</summary>
    public static readonly IReadOnlyList<string> Words = ["Members", "Kernels", FrozenEmitter.ClassName];

    /// <summary>The files of a network, the one to read first.</summary>
    public static EquatableArray<GeneratedFile> AllOf(NetworkPlan plan)
    {
        string?[] texts = [MembersFileEmitter.Emit(plan), KernelFileEmitter.Emit(plan), FrozenEmitter.Emit(plan)];
        IEnumerable<GeneratedFile> others = Words
            .Zip(texts, (word, text) => (Word: word, Text: text))
            .Where(file => file.Text is not null)
            .Select(file => new GeneratedFile($".{file.Word}.g.cs", file.Text!));
        return new EquatableArray<GeneratedFile>(others.Prepend(new GeneratedFile(".g.cs", NetworkEmitter.Emit(plan))));
    }
}
