using System.Security.Cryptography;
using System.Text;

namespace CompiledNet.Fuzz;

/// <summary>
/// Assemblies that were compiled before, in the folder that an environment variable names; without it nothing is kept. For processes which
/// a test starts one after another on the same networks: the C# compiler takes ten seconds in each.
/// </summary>
internal static class AssemblyCache
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "COMPILEDNET_FUZZ_CACHE";

    /// <summary>What these sources were compiled to, or null.</summary>
    public static byte[]? Find(string name, string source) =>
        PathOf(name, source) is { } path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <summary>Keeps what these sources were compiled to.</summary>
    public static void Keep(string name, string source, byte[] image)
    {
        if (PathOf(name, source) is not { } path)
        {
            return;
        }

        // Another process may do the same now, or read.
        string part = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(part, image);
        File.Move(part, path, overwrite: true);
    }

    private static string? PathOf(string name, string source) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.Combine(folder, $"{name}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 8))}.dll")
        : null;
}
