using System.Globalization;
using System.Text;

namespace CompiledNet;

/// <summary>The results of a sweep as comma-separated values. A line is added at a time; one that was not written to its end is written anew.</summary>
internal sealed class SweepFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string[] _names;
    private readonly string _path;

    private SweepFile(FileStream stream, string path, string[] names)
    {
        _stream = stream;
        _path = path;
        _names = names;
    }

    /// <summary>The results that it had.</summary>
    public List<SweepLine> Lines { get; } = [];

    /// <summary>Opens a file, or begins one.</summary>
    /// <exception cref="InvalidDataException">It is not that of these candidates and columns; it is as it was.</exception>
    public static SweepFile Open(string path, string[] names, IReadOnlyList<string> columns)
    {
        string header = $"index,candidate,{string.Join(',', columns)},failure\n";
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var file = new SweepFile(stream, path, names);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            file.Read(Encoding.UTF8.GetString(bytes, 0, end), header, columns.Count);
            stream.SetLength(end);
            stream.Position = end;
            if (end == 0)
            {
                file.Write(header);
            }

            return file;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a result, which is on the disk when this returns.</summary>
    public void Add(SweepLine line) => Write(
        $"{line.Index},{Quoted(_names[line.Index])},{string.Join(',', line.Values.Select(SavedNumbers.Text))},{Quoted(line.Failure ?? "")}\n");

    public void Dispose() => _stream.Dispose();

    private void Write(string text)
    {
        _stream.Write(Encoding.UTF8.GetBytes(text));
        _stream.Flush(flushToDisk: true);
    }

    private void Read(string text, string header, int columns)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!text.StartsWith(header, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{_path} begins with '{text[..text.IndexOf('\n', StringComparison.Ordinal)]}'; '{header.TrimEnd('\n')}' was expected: it is of another sweep. Give "
                + "another Path, or the Columns that it was written with.");
        }

        string[] rows = text[header.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int row = 0; row < rows.Length; row++)
        {
            Lines.Add(Parsed(rows[row], row + 2, columns));
        }
    }

    private SweepLine Parsed(string row, int number, int columns)
    {
        List<string> cells = Cells(row);
        if (cells.Count != columns + 3 || !int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            throw new InvalidDataException($"Line {number} of {_path} is no result of {Counted.Of(columns, "column")}: '{row}'. Correct or delete it.");
        }

        if (index >= _names.Length || cells[1] != _names[index])
        {
            throw new InvalidDataException(
                $"Line {number} of {_path} is of candidate {index}, '{cells[1]}'; {(index < _names.Length ? $"'{_names[index]}'" : $"one below {_names.Length}")} was "
                + "expected: it is of another sweep. Give another Path.");
        }

        var values = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            if (!double.TryParse(cells[i + 2], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw new InvalidDataException($"Line {number} of {_path} has '{cells[i + 2]}'; a number was expected. Correct or delete the line.");
            }
        }

        return new SweepLine(index, values, cells[^1].Length == 0 ? null : cells[^1]);
    }

    private static string Quoted(string text) => $"\"{text.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i <= row.Length; i++)
        {
            char c = i < row.Length ? row[i] : ',';
            if (c == '"' && isQuoted && i + 1 < row.Length && row[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return cells;
    }
}
