using System.Runtime.InteropServices;

namespace CompiledNet.Mpi;

/// <summary>The calls of MPI that are needed, as C declares them; which library has them is decided by <see cref="MpiLibrary"/>.</summary>
/// <remarks>A handle is a pointer in Open MPI and an int in MPICH, which takes the lower half of the register.</remarks>
internal static unsafe partial class NativeMpi
{
    /// <summary>What the resolver of <see cref="MpiLibrary"/> is asked for.</summary>
    public const string Library = "mpi";

    /// <summary>MPI_THREAD_SERIALIZED: any thread calls, one at a time.</summary>
    public const int ThreadSerialized = 2;

    [LibraryImport(Library, EntryPoint = "MPI_Init_thread")]
    public static partial int InitThread(int* argc, byte*** argv, int required, int* provided);

    [LibraryImport(Library, EntryPoint = "MPI_Initialized")]
    public static partial int Initialized(int* flag);

    [LibraryImport(Library, EntryPoint = "MPI_Finalize")]
    public static partial int Finish();

    [LibraryImport(Library, EntryPoint = "MPI_Abort")]
    public static partial int Abort(nint communicator, int code);

    [LibraryImport(Library, EntryPoint = "MPI_Comm_rank")]
    public static partial int CommRank(nint communicator, int* rank);

    [LibraryImport(Library, EntryPoint = "MPI_Comm_size")]
    public static partial int CommSize(nint communicator, int* size);

    [LibraryImport(Library, EntryPoint = "MPI_Get_library_version")]
    public static partial int GetLibraryVersion(byte* text, int* length);

    [LibraryImport(Library, EntryPoint = "MPI_Allgatherv")]
    public static partial int Allgatherv(
        nint sent, int sentCount, nint sentType, byte* received, int* receivedCounts, int* displacements, nint receivedType, nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Alltoallv")]
    public static partial int Alltoallv(
        byte* sent,
        int* sentCounts,
        int* sentDisplacements,
        nint sentType,
        byte* received,
        int* receivedCounts,
        int* receivedDisplacements,
        nint receivedType,
        nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Send")]
    public static partial int Send(byte* message, int count, nint type, int receiver, int tag, nint communicator);

    [LibraryImport(Library, EntryPoint = "MPI_Iprobe")]
    public static partial int Iprobe(int sender, int tag, nint communicator, int* flag, int* status);

    [LibraryImport(Library, EntryPoint = "MPI_Get_count")]
    public static partial int GetCount(int* status, nint type, int* count);

    [LibraryImport(Library, EntryPoint = "MPI_Recv")]
    public static partial int Recv(byte* message, int count, nint type, int sender, int tag, nint communicator, int* status);

    // .NET keeps an environment of its own, which a native library does not see.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);
}
