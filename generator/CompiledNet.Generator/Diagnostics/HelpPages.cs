namespace CompiledNet.Generator.Diagnostics;

/// <summary>Where the help pages of the rules are published: the folder docs/diagnostics, one page a rule.</summary>
internal static class HelpPages
{
    // There is no public repository yet; its address goes here, and nowhere else.
    private const string Folder = "https://compilednet.example/docs/diagnostics/";

    /// <summary>The page of a rule.</summary>
    public static string Of(string id) => Folder + id + ".md";
}
