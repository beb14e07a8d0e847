using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>One thread of the <see cref="ThreadTeam"/>, and the part that lies ready for it. Lives as long as the process.</summary>
#pragma warning disable CA1001 // The event lives as long as the process, too.
internal sealed unsafe class TeamWorker
#pragma warning restore CA1001
{
    // The part is nobody's; the caller has laid one down; somebody is at it; there is none and the thread sleeps.
    private const int Idle = 0;
    private const int Posted = 1;
    private const int Running = 2;
    private const int Asleep = 3;

    // The time between two pieces of work in a training loop; longer than that no core is kept busy.
    private const double LookoutMicroseconds = 40;

    // Looks at the state between two looks at the clock.
    private const int LooksPerRound = 16;

    private static readonly long Lookout = (long)(LookoutMicroseconds * Stopwatch.Frequency / 1e6);

    private readonly Cell* _cell;
    private readonly AutoResetEvent _wake = new(false);

    // With more threads than processors, who waits must leave the processor to who works.
    private readonly bool _crowded;

    // What the part has thrown; written before the state becomes idle, read afterwards.
    private Exception? _error;

    private TeamWorker(int number)
    {
        _crowded = number + 1 > Environment.ProcessorCount;
        _cell = (Cell*)NativeMemory.AlignedAlloc((nuint)sizeof(Cell), (nuint)sizeof(Cell));
        *_cell = default;
    }

    /// <summary>Whether the thread sleeps.</summary>
    public bool IsAsleep => Volatile.Read(ref _cell->State) == Asleep;

    /// <summary>Starts a thread.</summary>
    /// <param name="number">From 1.</param>
    /// <returns>Its worker; null where no thread is to be had.</returns>
    public static TeamWorker? TryStart(int number)
    {
        var worker = new TeamWorker(number);
        try
        {
            var thread = new Thread(worker.Loop)
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"CompiledNet worker {number}"),
            };

            // Nothing of the caller's context goes with a thread that outlives it.
            thread.UnsafeStart();
            return worker;
        }
        catch (Exception e) when (e is ThreadStartException or OutOfMemoryException or PlatformNotSupportedException)
        {
            NativeMemory.AlignedFree(worker._cell);
            worker._wake.Dispose();
            return null;
        }
    }

    /// <summary>Lays down a part. The one before must have ended.</summary>
    /// <param name="run">What does it.</param>
    /// <param name="work">The work.</param>
    /// <param name="part">The part.</param>
    /// <param name="parts">How many there are.</param>
    public void Post(delegate*<void*, int, int, void> run, void* work, int part, int parts)
    {
        _cell->Run = run;
        _cell->Work = work;
        _cell->Part = part;
        _cell->Parts = parts;
        if (Interlocked.Exchange(ref _cell->State, Posted) == Asleep)
        {
            _wake.Set();
        }
    }

    /// <summary>Does the part on the calling thread, unless the worker has taken it up.</summary>
    public void RunIfNotTaken()
    {
        if (TryTake())
        {
            RunTaken();
        }
    }

    /// <summary>Waits until the part has ended.</summary>
    /// <returns>What it has thrown.</returns>
    public Exception? Wait()
    {
        // Parts are alike, so that it will not be long; but the thread may have been stopped in the middle.
        for (int look = 1; Volatile.Read(ref _cell->State) == Running; look++)
        {
            Thread.SpinWait(1);
            if (look % LooksPerRound == 0 && (_crowded || look > 256))
            {
                Thread.Yield();
            }
        }

        Exception? error = _error;
        if (error is not null)
        {
            _error = null;
        }

        return error;
    }

    private void Loop()
    {
        while (true)
        {
            while (!LookOut())
            {
                // Fails where a part was laid down since the last look.
                if (Interlocked.CompareExchange(ref _cell->State, Asleep, Idle) == Idle)
                {
                    _wake.WaitOne();
                }
            }

            RunTaken();
        }
    }

    /// <summary>Looks for a part and takes it; false if there was none for some time.</summary>
    private bool LookOut()
    {
        long end = Stopwatch.GetTimestamp() + Lookout;
        do
        {
            for (int look = 0; look < LooksPerRound; look++)
            {
                if (TryTake())
                {
                    return true;
                }

                Thread.SpinWait(1);
            }

            if (_crowded)
            {
                Thread.Yield();
            }
        }
        while (Stopwatch.GetTimestamp() < end);

        return false;
    }

    private bool TryTake() =>
        Volatile.Read(ref _cell->State) == Posted && Interlocked.CompareExchange(ref _cell->State, Running, Posted) == Posted;

    private void RunTaken()
    {
        try
        {
            _cell->Run(_cell->Work, _cell->Part, _cell->Parts);
        }
#pragma warning disable CA1031 // Whatever it is, the caller gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _error = e;
        }

        Volatile.Write(ref _cell->State, Idle);
    }

    /// <summary>What caller and thread hand to and fro, apart from anything else that a processor might fetch with it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Cell
    {
        public int State;
        public int Part;
        public int Parts;
        public delegate*<void*, int, int, void> Run;
        public void* Work;
    }
}
