namespace CompiledNet.Generator.Diagnostics;

/// <summary>Where the help pages of the rules are: the folder docs/diagnostics, one page a rule.</summary>
internal static class HelpPages
{
    // A path in the repository. Until that has a public address, which goes here and nowhere else, a link would lead to a host that is not there.
    private const string Folder = "CompiledNet/docs/diagnostics/";

    /// <summary>The page of a rule.</summary>
    public static string Of(string id) => Folder + id + ".md";
}
