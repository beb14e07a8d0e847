using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace CompiledNet.Generated;

/// <summary>
/// Shares one piece of work among threads and waits for its end, which costs well below a microsecond while the threads are busy: a step of
/// training has several such pieces. For generated code.
/// </summary>
/// <remarks>
/// <para>
/// There is one team in a process: background threads, made when they are first needed, never more than were asked for, and kept. Between
/// two pieces of work they look for the next one for some tens of microseconds, then sleep until they are woken, so an idle team
/// takes no processor time. Once the threads exist nothing is allocated.
/// </para>
/// <para>
/// A part is nobody's own. The caller begins with part 0, and afterwards does every part that no thread has taken up yet: a thread that
/// sleeps, or that the operating system holds back, delays nothing. While the team works for one caller, another does all its parts itself,
/// and so does a part that has parts of its own. So the result may depend on how many parts there are, never on who does them.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ThreadTeam
{
    private static TeamWorker[] _workers = [];

    // 1 while the team works for a caller, who alone may touch the workers then.
    private static int _taken;

    /// <summary>Number of threads made until now; for tests.</summary>
    internal static int WorkerCount => Volatile.Read(ref _workers).Length;

    /// <summary>Whether every thread sleeps; for tests.</summary>
    internal static bool IsAsleep => Array.TrueForAll(Volatile.Read(ref _workers), worker => worker.IsAsleep);

    /// <summary>Runs every part, part 0 on the calling thread, and returns when all have ended.</summary>
    /// <typeparam name="TWork">The work.</typeparam>
    /// <param name="work">The work; all threads see this very variable.</param>
    /// <param name="parts">How many parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is less than 1.</exception>
    /// <exception cref="Exception">What the first part (by number) of those that failed has thrown; the others have ended too.</exception>
    public static void Run<TWork>(ref TWork work, int parts)
        where TWork : struct, ITeamWork, allows ref struct
    {
        if (parts == 1)
        {
            work.Run(0, 1);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);

        // The other threads get the address of the caller's variable. It stays where it is: on the caller's stack, or pinned here. What it
        // refers to, spans of a ref struct too, stays alive and is kept up to date by the garbage collector where it lies, for a variable
        // whose address was given away counts as used until its method ends, and the caller's ends after this one.
        fixed (byte* address = &Unsafe.As<TWork, byte>(ref work))
        {
            bool shared = Environment.ProcessorCount > 1 && Interlocked.CompareExchange(ref _taken, 1, 0) == 0;
            Exception? error = shared
                ? RunShared(&RunPart<TWork>, address, parts)
                : RunFrom(0, &RunPart<TWork>, address, parts);
            if (error is not null)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }
    }

    /// <summary>The same for work that reads one span and writes another.</summary>
    /// <typeparam name="TWork">The work.</typeparam>
    /// <typeparam name="TInput">What is read.</typeparam>
    /// <typeparam name="TOutput">What is written.</typeparam>
    /// <param name="work">The work; all threads see this very variable.</param>
    /// <param name="input">Given to every part.</param>
    /// <param name="output">Given to every part.</param>
    /// <param name="parts">How many parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is less than 1.</exception>
    /// <exception cref="Exception">What the first part (by number) of those that failed has thrown; the others have ended too.</exception>
    public static void Run<TWork, TInput, TOutput>(
        ref TWork work, ReadOnlySpan<TInput> input, Span<TOutput> output, int parts)
        where TWork : struct, ITeamWork<TInput, TOutput>
    {
        var withSpans = new WorkWithSpans<TWork, TInput, TOutput>(ref work, input, output);
        Run(ref withSpans, parts);
    }

    private static void RunPart<TWork>(void* work, int part, int parts)
        where TWork : struct, ITeamWork, allows ref struct => Unsafe.AsRef<TWork>(work).Run(part, parts);

    private static Exception? RunShared(delegate*<void*, int, int, void> run, void* work, int parts)
    {
        if (_workers.Length < parts - 1)
        {
            AddWorkers(parts - 1);
        }

        // No more parts than threads, where there are not enough threads to be had.
        Span<TeamWorker> workers = _workers.AsSpan(0, Math.Min(parts - 1, _workers.Length));
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i].Post(run, work, i + 1, parts);
        }

        Exception? error = TryRun(run, work, 0, parts);
        foreach (TeamWorker worker in workers)
        {
            worker.RunIfNotTaken();
        }

        Exception? lastError = RunFrom(workers.Length + 1, run, work, parts);
        foreach (TeamWorker worker in workers)
        {
            Exception? thrown = worker.Wait();
            error ??= thrown;
        }

        Volatile.Write(ref _taken, 0);
        return error ?? lastError;
    }

    private static Exception? RunFrom(int first, delegate*<void*, int, int, void> run, void* work, int parts)
    {
        Exception? error = null;
        for (int part = first; part < parts; part++)
        {
            Exception? thrown = TryRun(run, work, part, parts);
            error ??= thrown;
        }

        return error;
    }

    private static Exception? TryRun(delegate*<void*, int, int, void> run, void* work, int part, int parts)
    {
        try
        {
            run(work, part, parts);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, the caller gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    private static void AddWorkers(int count)
    {
        var workers = new List<TeamWorker>(_workers);
        while (workers.Count < count && TeamWorker.TryStart(workers.Count + 1) is TeamWorker worker)
        {
            workers.Add(worker);
        }

        _workers = [.. workers];
    }
}
