using System.Runtime.InteropServices;
using System.Text;

namespace CompiledNet.Mpi;

/// <summary>The processes that <c>mpirun</c>, or a scheduler, started together: <see cref="TrainingOptions.Team"/>.</summary>
/// <remarks>
/// <para>
/// For Linux, with Open MPI (<c>libmpi.so.40</c>; tried: 4.1) or MPICH and what has its binary interface (<c>libmpich.so.12</c>, <c>libmpi.so.12</c>; tried: 4.0).
/// The library is the one that belongs to the launcher; the environment variable <c>COMPILEDNET_MPI</c> names another.
/// </para>
/// <para>
/// MPI ends with the process. A process that ends by an exception, by a signal, or with another exit code than 0 ends the others: the launcher says so, and
/// exits with a code other than 0. One that ends with exit code 0 waits until all have ended.
/// </para>
/// </remarks>
public sealed unsafe class MpiTeam : TrainingTeam
{
    private const int StatusLength = 16;
    private const int MessageTag = 22;

    private static readonly Lock s_starting = new();
    private static TrainingTeam? s_team;

    private readonly MpiLibrary _library;
    private readonly int[] _sentDisplacements;
    private readonly int[] _receivedDisplacements;

    private MpiTeam(MpiLibrary library, int rank, int size)
    {
        _library = library;
        Rank = rank;
        Size = size;
        _sentDisplacements = new int[size];
        _receivedDisplacements = new int[size];
    }

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <summary>The library and its version, such as "Open MPI v4.1.4, …".</summary>
    public string Library
    {
        get
        {
            const int MostBytes = 8192;
            byte* text = stackalloc byte[MostBytes];
            int length = 0;
            _ = NativeMpi.GetLibraryVersion(text, &length);
            return Encoding.UTF8.GetString(text, Math.Clamp(length, 0, MostBytes)).TrimEnd('\0', '\n', ' ');
        }
    }

    /// <summary>Starts MPI, where a launcher started this process; otherwise the process is a team of its own.</summary>
    /// <remarks>The first call starts it; any other gives the same team. Call it first, so that only process 0 prints.</remarks>
    /// <param name="quiet">
    /// Whether what all processes but the first write to <see cref="Console.Out"/> is discarded; true unless given. What they write to
    /// <see cref="Console.Error"/> never is.
    /// </param>
    /// <returns>The team; <see cref="TrainingTeam.Alone"/> without a launcher.</returns>
    /// <exception cref="MpiException">
    /// There is a launcher but no MPI library, the library is not the launcher's, or it cannot be called from several threads.
    /// </exception>
    public static TrainingTeam Start(bool quiet = true)
    {
        lock (s_starting)
        {
            if (s_team is null)
            {
                s_team = Launcher.Find() is Launcher launcher ? Start(launcher) : Alone;
                if (quiet && s_team.Rank != 0)
                {
                    Console.SetOut(TextWriter.Null);
                }
            }

            return s_team;
        }
    }

    /// <inheritdoc/>
    public override void Gather(Span<byte> parts, ReadOnlySpan<int> lengths)
    {
        Place(lengths, _receivedDisplacements, parts.Length, nameof(parts));
        fixed (byte* buffer = parts)
        fixed (int* counts = lengths, displacements = _receivedDisplacements)
        {
            Check(NativeMpi.Allgatherv(_library.InPlace, 0, _library.Byte, buffer, counts, displacements, _library.Byte, _library.World));
        }
    }

    /// <inheritdoc/>
    public override void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        Place(sentLengths, _sentDisplacements, sent.Length, nameof(sent));
        Place(receivedLengths, _receivedDisplacements, received.Length, nameof(received));
        fixed (byte* from = sent, to = received)
        fixed (int* fromCounts = sentLengths, fromPlaces = _sentDisplacements, toCounts = receivedLengths, toPlaces = _receivedDisplacements)
        {
            Check(NativeMpi.Alltoallv(from, fromCounts, fromPlaces, _library.Byte, to, toCounts, toPlaces, _library.Byte, _library.World));
        }
    }

    /// <inheritdoc/>
    public override void Send(int rank, ReadOnlySpan<byte> message)
    {
        if ((uint)rank >= (uint)Size || rank == Rank)
        {
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"Another process from 0 to {Size - 1} was expected; this one is {Rank}.");
        }

        fixed (byte* bytes = message)
        {
            Check(NativeMpi.Send(bytes, message.Length, _library.Byte, rank, MessageTag, _library.World));
        }
    }

    /// <inheritdoc/>
    public override bool TryReceive(Span<byte> message, out int rank, out int length)
    {
        int* status = stackalloc int[StatusLength];
        int flag = 0;
        Check(NativeMpi.Iprobe(_library.AnySource, MessageTag, _library.World, &flag, status));
        (rank, length) = (0, 0);
        if (flag == 0)
        {
            return false;
        }

        rank = status[_library.SourceOfStatus];
        int count = 0;
        Check(NativeMpi.GetCount(status, _library.Byte, &count));
        length = count;
        if (count > message.Length)
        {
            throw new ArgumentException($"A message of process {rank} has {count} bytes; room for as many was expected, and there is {message.Length}.", nameof(message));
        }

        fixed (byte* bytes = message)
        {
            Check(NativeMpi.Recv(bytes, count, _library.Byte, rank, MessageTag, _library.World, status));
        }

        return true;
    }

    private static MpiTeam Start(Launcher launcher)
    {
        // A launcher may give processes a terminal of its own making, to which .NET would write control sequences.
        Environment.SetEnvironmentVariable("TERM", "dumb");
        MpiLibrary library = MpiLibrary.Load(launcher);
        int provided = 0;
        Check(NativeMpi.InitThread(null, null, NativeMpi.ThreadSerialized, &provided));
        int rank = 0;
        int size = 0;
        Check(NativeMpi.CommRank(library.World, &rank));
        Check(NativeMpi.CommSize(library.World, &size));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(library);
        if (launcher.Size is int expected && expected != size)
        {
            throw new MpiException(
                $"{launcher.Name} started {expected} processes, but {library.Name} knows of {size}: it is not the launcher's library. Start the program by the "
                + $"{(library.IsOpenMpi ? "mpirun of Open MPI" : "mpirun of MPICH (mpirun.mpich)")}, or install the library that belongs to the launcher.");
        }

        if (provided < NativeMpi.ThreadSerialized)
        {
            throw new MpiException(
                $"{library.Name} was built for a single thread (level {provided}); a build for several was expected, level {NativeMpi.ThreadSerialized} or more.");
        }

        return new MpiTeam(library, rank, size);
    }

    // A process that has failed must not wait for the others, who wait for it.
    private static void End(MpiLibrary library)
    {
        if (Environment.ExitCode == 0)
        {
            _ = NativeMpi.Finish();
        }
        else
        {
            Console.Out.Flush();
            Console.Error.Flush();
            _ = NativeMpi.Abort(library.World, Environment.ExitCode);
        }
    }

    private void Place(ReadOnlySpan<int> lengths, int[] displacements, int length, string name)
    {
        if (lengths.Length != Size)
        {
            throw new ArgumentException($"{lengths.Length} lengths were given; one for each of {Size} processes was expected.", name);
        }

        int end = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            displacements[i] = end;
            end = checked(end + lengths[i]);
        }

        if (end != length)
        {
            throw new ArgumentException($"{name} has {length} bytes; {end} were expected, the sum of the lengths.", name);
        }
    }

    // By default MPI itself ends all processes at an error.
    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new MpiException($"MPI reported the error {result}.");
        }
    }
}
