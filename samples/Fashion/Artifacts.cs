namespace Fashion;

/// <summary>Where pictures are written.</summary>
internal static class Artifacts
{
    /// <summary>A file in the folder <c>artifacts</c>, which is made if there is none.</summary>
    public static string PathOf(string name) => Path.Combine(Directory.CreateDirectory("artifacts").FullName, name);
}
