using System.Globalization;
using CompiledNet.Tests.Files;

namespace CompiledNet.Fuzz.Files;

/// <summary>
/// Loads damaged files. Each is either refused with a <see cref="NetworkFileException"/>, and what loaded it is as it was, or was not
/// damaged in what counts; neither takes more than a megabyte.
/// </summary>
internal static class FileFuzz
{
    private const long MostBytes = 1 << 20;

    /// <summary>Loads damaged files.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="budget">Stops in time.</param>
    /// <param name="log">Told what came out.</param>
    /// <param name="start">The first one's number.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public static string? Run(int count, int seed, TimeSpan budget, TextWriter log, int start = 0)
    {
        Subject[] subjects = [new NetworkSubject(), new NetworkSubject(convert: true), new OptimizerSubject(isDouble: false), new OptimizerSubject(isDouble: true), new TrainingSubject()];
        var end = DateTime.UtcNow + (budget < TimeSpan.FromDays(1) ? budget : TimeSpan.FromDays(1));
        int refused = 0;
        int done = 0;
        for (int i = start; i < start + count && DateTime.UtcNow < end; i++, done++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            Subject subject = subjects[random.Next(subjects.Length)];
            byte[] bytes = FileMutation.Of(subject.Valid, random);
            string? failure = subject.Load(bytes, seekable: random.Next(2) == 0, out bool isRefused);
            refused += isRefused ? 1 : 0;
            if (failure is not null)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"file {i} of seed {seed}, a {subject.GetType().Name}: {failure}\n{Convert.ToBase64String(bytes)}");
            }
        }

        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} damaged files: {refused} refused, {done - refused} loaded."));
        return null;
    }

    /// <summary>Something that is loaded.</summary>
    private abstract class Subject
    {
        /// <summary>A file that loads.</summary>
        public abstract byte[] Valid { get; }

        /// <summary>Whether everything that was loaded makes sense.</summary>
        protected abstract bool IsSound { get; }

        /// <summary>Everything that it holds.</summary>
        protected abstract byte[] State { get; }

        public string? Load(byte[] bytes, bool seekable, out bool isRefused)
        {
            isRefused = false;
            Reset();
            byte[] before = State;
            using Stream stream = seekable ? new MemoryStream(bytes) : new DrippingStream(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = null;
            try
            {
                Load(stream);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            isRefused = thrown is not null;
            return thrown is not null and not NetworkFileException ? $"threw {thrown}"
                : allocated > MostBytes ? $"allocated {allocated} bytes"
                : thrown is not null && !State.AsSpan().SequenceEqual(before) ? $"changed although it threw {thrown}"
                : thrown is null && !IsSound ? "was loaded with something that is not sound"
                : null;
        }

        protected abstract void Reset();

        protected abstract void Load(Stream stream);

        protected static byte[] Bytes(Action<Stream> save)
        {
            using var stream = new MemoryStream();
            save(stream);
            return stream.ToArray();
        }
    }

    private sealed class NetworkSubject : Subject
    {
        private readonly LayoutNetwork _network = new(3, 4, 2);
        private readonly NetworkLoadOptions _options;

        public NetworkSubject(bool convert = false)
        {
            _options = new NetworkLoadOptions { ConvertPrecision = convert, SkipOtherTensors = convert };
            Reset();
            Valid = Bytes(stream => _network.Save(stream));
        }

        public override byte[] Valid { get; }

        protected override bool IsSound => _network.Numbers.All(float.IsFinite);

        protected override byte[] State => [.. System.Runtime.InteropServices.MemoryMarshal.AsBytes(_network.Parameters)];

        protected override void Reset()
        {
            for (int i = 0; i < _network.Parameters.Length; i++)
            {
                _network.Parameters[i] = i / 8f;
            }
        }

        protected override void Load(Stream stream) => _network.Load(stream, _options);
    }

    private sealed class OptimizerSubject : Subject
    {
        private readonly bool _isDouble;
        private Optimizer _optimizer = new Adam();

        public OptimizerSubject(bool isDouble)
        {
            _isDouble = isDouble;
            Reset();
            Valid = Bytes(_optimizer.Save);
        }

        public override byte[] Valid { get; }

        protected override bool IsSound => double.IsFinite(_optimizer.LearningRate) && _optimizer.LearningRate >= 0;

        protected override byte[] State => Bytes(_optimizer.Save);

        protected override void Reset()
        {
            _optimizer = new Adam();
            if (_isDouble)
            {
                _optimizer.Step(new double[16], Enumerable.Repeat(0.5, 16).ToArray());
            }
            else if (Valid is null)
            {
                _optimizer.Step(new float[16], Enumerable.Repeat(0.5f, 16).ToArray());
            }
        }

        protected override void Load(Stream stream) => _optimizer.Load(stream);
    }

    private sealed class TrainingSubject : Subject
    {
        private LayoutNetwork _network = new(3, 4, 2);
        private TrainingCheckpoint<float>? _checkpoint;

        public TrainingSubject() => Valid = Bytes(stream => Create(epoch: 2).Write(stream, TimeSpan.FromSeconds(1)));

        public override byte[] Valid { get; }

        // Sums and histories may hold anything.
        protected override bool IsSound => true;

        protected override byte[] State => Bytes(stream => _checkpoint!.Write(stream, TimeSpan.Zero));

        protected override void Reset() => _checkpoint = Create(epoch: 1);

        protected override void Load(Stream stream) => _checkpoint!.Read(stream, isFile: false);

        // After the third batch of an epoch, one more having ended.
        private TrainingCheckpoint<float> Create(int epoch)
        {
            _network = new LayoutNetwork(3, 4, 2);
            _network.Parameters.Fill(epoch);
            var options = new TrainingOptions { Epochs = 4 };
            var optimizer = new Adam();
            optimizer.Step(_network.Parameters, new float[_network.Parameters.Length]);
            var state = new TrainingState(4) { Batches = 5, Batch = 3, Step = (5 * (epoch - 1)) + 3, Epoch = epoch, Samples = 8, LearningRate = 1e-3 };
            var history = new TrainingHistory(4, Metric.Loss);
            for (int i = 1; i < epoch; i++)
            {
                history.Add(new EpochResult { Epoch = i, Epochs = 4, TrainingLoss = 0.5, LearningRate = 1e-3, Elapsed = TimeSpan.FromSeconds(i) });
            }

            return new TrainingCheckpoint<float>(
                _network,
                options,
                optimizer,
                new TrainingStep<float>(_network, null!, options, optimizer, 5),
                new BestEpoch<float>(_network, options),
                new MetricSet<float>([], new MetricContext(Loss.MeanSquaredError, 2, HasOneHotTargets: false)),
                [],
                state,
                history,
                new Lazy<KeyValuePair<string, string>[]>(() => TrainingSettings.Of<float>(options, null, null, [])));
        }
    }
}
