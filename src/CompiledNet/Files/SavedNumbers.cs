using System.Globalization;

namespace CompiledNet;

/// <summary>
/// The numbers that something keeps beside its tensors, on their way into a file or out of it. They are named once, for both ways, as
/// <see cref="Optimizer.ExchangeNumbers"/> does it.
/// </summary>
public sealed class SavedNumbers
{
    private const string SettingPrefix = "setting.";
    private const string StatePrefix = "state.";

    // Written to, if this is a save; else read from.
    private readonly List<KeyValuePair<string, string>>? _written;
    private readonly TensorHeader? _header;
    private readonly bool _apply;

    internal SavedNumbers(List<KeyValuePair<string, string>> written) => _written = written;

    internal SavedNumbers(TensorHeader header, bool apply)
    {
        _header = header;
        _apply = apply;
    }

    /// <summary>A setting that was given to the constructor. It is saved, and a file that has another value is refused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="NetworkFileException">The file has another value, or none.</exception>
    public void Setting(string name, double value)
    {
        if (_written is not null)
        {
            _written.Add(new(SettingPrefix + name, Text(value)));
            return;
        }

        double saved = Read(_header!, SettingPrefix + name);
        if (!saved.Equals(value))
        {
            throw new NetworkFileException(
                $"It was saved with {name} = {Text(saved)}; {Text(value)} was expected, which is set here.");
        }
    }

    /// <summary>A number that changes from step to step. It is saved, and set when the state is loaded.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; must be finite.</param>
    /// <exception cref="NetworkFileException">The file has no such number; nothing was set yet.</exception>
    public void State(string name, ref double value)
    {
        if (_written is not null)
        {
            _written.Add(new(StatePrefix + name, Text(value)));
            return;
        }

        double saved = Read(_header!, StatePrefix + name);
        if (_apply)
        {
            value = saved;
        }
    }

    /// <summary>The shortest text that is read as the same number.</summary>
    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number of the metadata.</summary>
    internal static double Read(TensorHeader header, string key)
    {
        string text = ReadText(header, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw NotValid(key, text, "a finite number");
    }

    /// <summary>A number of the metadata, which may be NaN or infinite.</summary>
    internal static double ReadAny(TensorHeader header, string key)
    {
        string text = ReadText(header, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw NotValid(key, text, "a number");
    }

    /// <summary>A whole number of the metadata, from 0.</summary>
    internal static long ReadCount(TensorHeader header, string key, long most)
    {
        string text = ReadText(header, key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
            ? value
            : throw NotValid(key, text, $"a whole number from 0 to {most}");
    }

    /// <summary>A text of the metadata.</summary>
    internal static string ReadText(TensorHeader header, string key) => header.FindMetadata(key)
        ?? throw new NetworkFileException($"The metadata of the header lack '{key}': it holds no such state, or is damaged.");

    private static NetworkFileException NotValid(string key, string text, string expected) =>
        new($"The metadata of the header have '{key}' = '{TensorHeader.Shorten(text)}'; {expected} was expected.");
}
