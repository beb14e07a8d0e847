using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace CompiledNet.Tool.Files;

/// <summary>Reads a JSON file whose fields are checked; what is missing or of another kind is named.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Parses a file.</summary>
    /// <exception cref="ImportException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            throw new ImportException($"'{file}' is no JSON: it is not even UTF-8.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, s_options);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new ImportException($"'{file}' is no JSON: {exception.Message}", exception);
        }
    }

    /// <summary>A field.</summary>
    public static JsonElement Required(JsonElement parent, string name, string where) =>
        Optional(parent, name) ?? throw new ImportException($"{where} has no field '{name}'.");

    /// <summary>A field; null where it is missing or null.</summary>
    public static JsonElement? Optional(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The elements of a list.</summary>
    public static JsonElement[] List(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw new ImportException($"{where} is {Kind(element)}; a list was expected.");
        }

        return [.. element.EnumerateArray()];
    }

    /// <summary>A text.</summary>
    public static string Text(JsonElement element, string where) => element.ValueKind == JsonValueKind.String
        ? TextOf(element, where)
        : throw new ImportException($"{where} is {Kind(element)}; a text was expected.");

    /// <summary>A text field, or what it is where it is missing.</summary>
    public static string Text(JsonElement parent, string name, string where, string usual) =>
        Optional(parent, name) is { } value ? Text(value, $"{where}, {name}") : usual;

    /// <summary>A whole number.</summary>
    public static int Integer(JsonElement element, string where, int least = 1)
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out int value) || value < least)
        {
            throw new ImportException($"{where} is {Kind(element)}; a whole number of at least {least} was expected.");
        }

        return value;
    }

    /// <summary>A whole number of a field, or what it is where it is missing.</summary>
    public static int Integer(JsonElement parent, string name, string where, int? usual = null, int least = 1) =>
        Optional(parent, name) is { } value ? Integer(value, $"{where}, {name}", least)
        : usual ?? throw new ImportException($"{where} has no field '{name}'.");

    /// <summary>A number.</summary>
    public static double Number(JsonElement element, string where) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value)
        ? value
        : throw new ImportException($"{where} is {Kind(element)}; a number was expected.");

    /// <summary>A number of a field, or what it is where it is missing.</summary>
    public static double Number(JsonElement parent, string name, string where, double usual) =>
        Optional(parent, name) is { } value ? Number(value, $"{where}, {name}") : usual;

    /// <summary>True or false of a field, or what it is where it is missing.</summary>
    public static bool Flag(JsonElement parent, string name, string where, bool usual = false) => Optional(parent, name) switch
    {
        null => usual,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw new ImportException($"{where}, {name} is {Kind(other)}; true or false was expected."),
    };

    /// <summary>A whole number, or a list of one: what Keras writes for sizes along one axis.</summary>
    public static int[] Integers(JsonElement element, string where, int least = 1) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(item => Integer(item, where, least))]
        : [Integer(element, where, least)];

    /// <summary>A nested list of numbers as a tensor.</summary>
    /// <exception cref="ImportException">Its rows differ in length, or it holds something else.</exception>
    public static (int[] Shape, double[] Values) Tensor(JsonElement element, string where)
    {
        var shape = new List<int>();
        JsonElement first = element;
        while (first.ValueKind == JsonValueKind.Array)
        {
            int length = first.GetArrayLength();
            shape.Add(length);
            if (length == 0)
            {
                throw new ImportException($"{where} has an empty list; numbers were expected.");
            }

            first = first[0];
        }

        var values = new List<double>();
        Collect(element, 0, [.. shape], values, where);
        return ([.. shape], [.. values]);
    }

    /// <summary>A list of numbers.</summary>
    public static double[] Vector(JsonElement element, string where)
    {
        (int[] shape, double[] values) = Tensor(element, where);
        return shape.Length == 1 ? values : throw new ImportException($"{where} has {shape.Length} dimensions; a list of numbers was expected.");
    }

    private static void Collect(JsonElement element, int depth, int[] shape, List<double> values, string where)
    {
        if (depth == shape.Length)
        {
            values.Add(Number(element, where));
            return;
        }

        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != shape[depth])
        {
            throw new ImportException($"{where} is no tensor: its rows differ in length.");
        }

        foreach (JsonElement item in element.EnumerateArray())
        {
            Collect(item, depth + 1, shape, values, where);
        }
    }

    private static string TextOf(JsonElement element, string where)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new ImportException($"{where} is no Unicode text.", exception);
        }
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"a list of {element.GetArrayLength()}"),
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"\"{Shorten(element.GetRawText().Trim('"'))}\"",
        JsonValueKind.Undefined => "missing",
        _ => Shorten(element.GetRawText()),
    };

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
