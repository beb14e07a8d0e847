using System.Reflection;
using System.Runtime.InteropServices;

namespace CompiledNet.Mpi;

/// <summary>The library that was loaded, and what the two families of them call the same things.</summary>
internal sealed class MpiLibrary
{
    private const string Variable = "COMPILEDNET_MPI";

    private static readonly string[] s_openMpi = ["libmpi.so.40"];

    // Debian's name, and the one that MPICH, Intel MPI, MVAPICH and Cray agreed on.
    private static readonly string[] s_mpich = ["libmpich.so.12", "libmpi.so.12"];

    private static nint s_loaded;

    private MpiLibrary(string name, nint handle)
    {
        Name = name;
        IsOpenMpi = NativeLibrary.TryGetExport(handle, "ompi_mpi_comm_world", out nint world);
        if (IsOpenMpi)
        {
            (World, Byte, InPlace) = (world, NativeLibrary.GetExport(handle, "ompi_mpi_byte"), 1);
            (AnySource, SourceOfStatus) = (-1, 0);
        }
        else
        {
            (World, Byte, InPlace) = (0x44000000, 0x4c00010d, -1);
            (AnySource, SourceOfStatus) = (-2, 2);
        }
    }

    public string Name { get; }

    public bool IsOpenMpi { get; }

    /// <summary>MPI_COMM_WORLD.</summary>
    public nint World { get; }

    /// <summary>MPI_BYTE.</summary>
    public nint Byte { get; }

    /// <summary>MPI_IN_PLACE.</summary>
    public nint InPlace { get; }

    /// <summary>MPI_ANY_SOURCE.</summary>
    public int AnySource { get; }

    /// <summary>Which int of a status is MPI_SOURCE.</summary>
    public int SourceOfStatus { get; }

    /// <summary>Loads the library that belongs to the launcher, or the other one.</summary>
    /// <exception cref="MpiException">There is none, or this is Windows.</exception>
    public static MpiLibrary Load(Launcher launcher)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new MpiException(
                $"This process was started by {launcher.Name}, and CompiledNet.Mpi does not know the MPI of Windows: run it in WSL or on Linux, or start the "
                + "program without a launcher, as one process.");
        }

        string[] names = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? [given]
            : launcher.IsOpenMpi == false ? [.. s_mpich, .. s_openMpi]
            : [.. s_openMpi, .. s_mpich];

        // UCX would take over SIGSEGV, which .NET needs for null references.
        _ = NativeMpi.SetEnvironment("UCX_ERROR_SIGNALS", "", 1);
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                s_loaded = handle;
                NativeLibrary.SetDllImportResolver(typeof(NativeMpi).Assembly, Resolve);
                return new MpiLibrary(name, handle);
            }
        }

        throw new MpiException(
            $"This process was started by {launcher.Name}, but no MPI library was found: {string.Join(", ", names)} were expected. Install Open MPI (Debian, "
            + $"Ubuntu: apt-get install openmpi-bin) or MPICH (apt-get install mpich), or set {Variable} to the path of the library; to run as one process, "
            + "start the program without a launcher.");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == NativeMpi.Library ? s_loaded : 0;
}
