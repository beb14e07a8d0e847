using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <content>
/// Saves and loads what an optimizer keeps between steps. The state vectors lie in the file as the parameters do in memory, padding
/// included: they belong to one network, as the version of the generator that is in use lays it out.
/// </content>
public abstract partial class Optimizer
{
    private const string KindKey = "optimizer";
    private const string LengthKey = "parameters";
    private const string StepsKey = "steps";
    private const string LearningRateKey = "learningRate";
    private const string PrecisionKey = "precision";

    private const int MostParameters = 2_147_483_000;

    // Vectors may hold infinite numbers, with which a run would have gone on.
    private static readonly NetworkLoadOptions s_loading = new() { AllowNonFinite = true };

    /// <summary>
    /// Writes what the optimizer keeps to a safetensors file, so that another one of the same kind and settings goes on with the same
    /// bits: state vectors, steps, learning rate. The old file is replaced in one step, as <see cref="NetworkFiles"/> does it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; an old one is as it was.</exception>
    public void Save(string path) => TensorFile.Replace(path, Save);

    /// <summary>Writes what the optimizer keeps to a stream, from its position on.</summary>
    /// <param name="stream">The stream, which is neither flushed nor closed.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        switch (_state)
        {
            case OptimizerState<double> state:
                Save(stream, state);
                break;
            case OptimizerState<float> state:
                Save(stream, state);
                break;
            default:
                Save<float>(stream, null);
                break;
        }
    }

    /// <summary>
    /// Reads what an optimizer of the same kind and settings has saved; the learning rate is set, too. Everything is checked before
    /// anything is changed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkFileException">
    /// The file is damaged, or of an optimizer of another kind, of other settings, or for parameters of another number or type than those
    /// that this one is in use for; nothing was changed.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read; nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read; nothing was changed.</exception>
    public void Load(string path) => TensorFile.Read(path, stream => Load(stream, isFile: true));

    /// <summary>Reads it from a stream, from its position on; the stream is left behind the last number.</summary>
    /// <param name="stream">The stream, which need not be seekable.</param>
    /// <exception cref="NetworkFileException">As for a file; nothing was changed.</exception>
    public void Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(stream, isFile: false);
    }

    /// <summary>
    /// Names the numbers that are saved beside the state vectors: the settings of the constructor, and what else the rule keeps from step to
    /// step. Called when the state is saved, and when it is loaded: once to check, once to set.
    /// </summary>
    /// <param name="numbers">Takes or gives them.</param>
    protected virtual void ExchangeNumbers(SavedNumbers numbers)
    {
    }

    /// <summary>Says everything but the number type, for a file that may hold other things, too.</summary>
    internal void Describe(List<KeyValuePair<string, string>> metadata)
    {
        metadata.Add(new(KindKey, GetType().ToString()));
        metadata.Add(new(StepsKey, (_state?.Steps ?? 0).ToString(CultureInfo.InvariantCulture)));
        metadata.Add(new(LearningRateKey, SavedNumbers.Text(LearningRate)));
        if (_state is not null)
        {
            metadata.Add(new(LengthKey, _state.Length.ToString(CultureInfo.InvariantCulture)));
        }

        ExchangeNumbers(new SavedNumbers(metadata));
    }

    /// <summary>The state vectors of an optimizer that is in use.</summary>
    internal OptimizerTensors<T> TensorsInUse<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var state = (OptimizerState<T>)_state!;
        return new OptimizerTensors<T>(GetType().Name, StateVectors, state.Length, () => state);
    }

    /// <summary>Checks what <see cref="Describe"/> has said of an optimizer in use for the same parameters as this one.</summary>
    internal void CheckInUse<T>(TensorHeader header)
    {
        CheckKind(header);
        CheckLength((int)SavedNumbers.ReadCount(header, LengthKey, MostParameters), isSingle: typeof(T) == typeof(float));
        ReadNumbers(header);
    }

    /// <summary>Takes everything but the state vectors from a file that was checked.</summary>
    internal void Apply(TensorHeader header)
    {
        (LearningRate, long steps) = ReadNumbers(header);
        if (_state is not null)
        {
            _state.Steps = steps;
        }

        ExchangeNumbers(new SavedNumbers(header, apply: true));
    }

    private void Save<T>(Stream stream, OptimizerState<T>? state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var metadata = new List<KeyValuePair<string, string>> { new("library", NetworkFiles.Library) };
        if (state is not null)
        {
            metadata.Add(new(PrecisionKey, NetworkFiles.PrecisionOf<T>()));
        }

        Describe(metadata);
        TensorWriter.Write(
            stream, new OptimizerTensors<T>(GetType().Name, state?.Vectors ?? 0, state?.Length ?? 0, () => state!), metadata);
    }

    private void Load(Stream stream, bool isFile)
    {
        TensorHeader header = TensorHeader.Read(stream);
        CheckKind(header);

        // Saved before the first step, it has no parameters yet; what there is here begins anew.
        string? precision = header.FindMetadata(PrecisionKey);
        if (precision is null)
        {
            LoadWith<float>(stream, header, 0, isFile);
        }
        else
        {
            int length = (int)SavedNumbers.ReadCount(header, LengthKey, MostParameters);
            bool isSingle = precision == nameof(Precision.Single);
            if (!isSingle && precision != nameof(Precision.Double))
            {
                throw new NetworkFileException(
                    $"The metadata of the header have '{PrecisionKey}' = '{TensorHeader.Shorten(precision)}'; Single or Double was expected.");
            }

            CheckLength(length, isSingle);
            if (isSingle)
            {
                LoadWith<float>(stream, header, length, isFile);
            }
            else
            {
                LoadWith<double>(stream, header, length, isFile);
            }
        }
    }

    private void LoadWith<T>(Stream stream, TensorHeader header, int length, bool isFile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadNumbers(header);
        bool hasState = length > 0;
        OptimizerState<T>? state = _state as OptimizerState<T>;
        TensorReader<T>.Load(
            stream,
            header,
            new OptimizerTensors<T>(GetType().Name, hasState ? StateVectors : 0, length, () => state ??= new OptimizerState<T>(length, StateVectors, Update)),
            s_loading,
            isFile);

        if (hasState)
        {
            _state = state ?? new OptimizerState<T>(length, StateVectors, Update);
        }
        else if (_state is not null)
        {
            _state.Clear();
        }

        Apply(header);
    }

    private void CheckKind(TensorHeader header)
    {
        string kind = SavedNumbers.ReadText(header, KindKey);
        if (kind != GetType().ToString())
        {
            throw new NetworkFileException($"It was saved by the optimizer {TensorHeader.Shorten(kind)}; {GetType()} was expected.");
        }
    }

    private void CheckLength(int length, bool isSingle)
    {
        if (_state is not null && (length != _state.Length || isSingle != (_state.NumberType == typeof(float))))
        {
            throw new NetworkFileException(
                $"It was saved for {length} parameters of type {(isSingle ? "Single" : "Double")}; {_state.Length} of type "
                + $"{_state.NumberType.Name} were expected, for which this optimizer is in use (padding included).");
        }
    }

    // The settings are compared.
    private (double LearningRate, long Steps) ReadNumbers(TensorHeader header)
    {
        double learningRate = SavedNumbers.Read(header, LearningRateKey);
        if (learningRate < 0)
        {
            throw new NetworkFileException($"The metadata of the header have a learning rate of {SavedNumbers.Text(learningRate)}; at least 0 was expected.");
        }

        long steps = SavedNumbers.ReadCount(header, StepsKey, long.MaxValue - 1);
        ExchangeNumbers(new SavedNumbers(header, apply: false));
        return (learningRate, steps);
    }
}
