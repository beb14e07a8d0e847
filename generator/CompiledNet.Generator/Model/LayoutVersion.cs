namespace CompiledNet.Generator.Model;

/// <summary>Which layout of parameters exported weights that lie as in memory are for.</summary>
internal static class LayoutVersion
{
    /// <summary>
    /// The version of this layout, and of the order in which kernels read it: exported numbers that lie as in memory are for one of them. Count it up
    /// with every change of either.
    /// </summary>
    public const int Current = 1;
}
