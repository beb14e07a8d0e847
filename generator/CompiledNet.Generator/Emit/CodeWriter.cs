using System.Text;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes indented lines that end in \n on every platform.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line() => _text.Append('\n');

    public void Line(string line)
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
    }

    public void Lines(params IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes the header and an opening brace; disposing the result closes it.</summary>
    public BlockEnd Block(string header)
    {
        Line(header);
        return Braces();
    }

    /// <summary>Writes an opening brace; disposing the result closes it.</summary>
    public BlockEnd Braces()
    {
        Line("{");
        _depth++;
        return new BlockEnd(this);
    }

    /// <summary>Indents what follows; disposing the result ends it.</summary>
    public IndentEnd Indent()
    {
        _depth++;
        return new IndentEnd(this);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct BlockEnd(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}");
        }
    }

    internal readonly struct IndentEnd(CodeWriter writer) : IDisposable
    {
        public void Dispose() => writer._depth--;
    }
}
