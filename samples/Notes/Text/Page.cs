namespace Notes;

/// <summary>The output: plain text, with colours where it goes to a terminal.</summary>
internal static class Page
{
    private const int Width = 118;
    private const string NumbersIndent = "    ";

    public static void Title(string note, string subject)
    {
        string line = $"{note}: {subject}";
        Write(line, ConsoleColor.Green);
        Write(new string('═', line.Length), ConsoleColor.Green);
    }

    public static void Subtitle(string subject)
    {
        Console.WriteLine();
        Write(subject, ConsoleColor.Green);
        Write(new string('─', subject.Length), ConsoleColor.Green);
    }

    public static void Section(string heading)
    {
        Write($"── {heading} ".PadRight(Width, '─'), ConsoleColor.Green);
        Console.WriteLine();
    }

    /// <summary>Sentences, wrapped.</summary>
    public static void Text(string text) => Wrapped("  ", text, color: null);

    /// <summary>An equation; its numbers follow.</summary>
    public static void Equation(string equation) => Write("  " + equation, ConsoleColor.DarkCyan);

    /// <summary>Matrices and signs side by side.</summary>
    public static void Numbers(params IEnumerable<Block> blocks)
    {
        foreach (string line in Block.Row(blocks).Lines)
        {
            Console.WriteLine(NumbersIndent + line);
        }

        Console.WriteLine();
    }

    /// <summary>Blocks side by side or, where the line is too short for them, one below the other.</summary>
    public static void NumbersOrBelow(params Block[] blocks)
    {
        Block row = WithGaps(blocks);
        if (Fits(row))
        {
            Numbers(row);
            return;
        }

        foreach (Block block in blocks)
        {
            Numbers(block);
        }
    }

    /// <summary>Matrices side by side under their titles or, where the line is too short for them, one below the other.</summary>
    public static void Compare(params (string Title, Block Block)[] blocks)
    {
        Block titled = WithGaps(blocks.Select(item => item.Block.Titled(item.Title)));
        if (Fits(titled))
        {
            Numbers(titled);
            return;
        }

        int width = blocks.Max(item => item.Title.Length);
        Numbers(Block.Stack(blocks.Select(item => Block.Row(item.Title.PadRight(width), item.Block))));
    }

    /// <summary>What a note wrote wrongly: what it writes, what it must be, and how the numbers show it.</summary>
    public static void Slip(string text)
    {
        Wrapped("  Slip: ", text, ConsoleColor.DarkYellow);
        Console.WriteLine();
    }

    public static void Line(string line) => Console.WriteLine(NumbersIndent + line);

    public static void Blank() => Console.WriteLine();

    public static void Good(string text) => Write(text, ConsoleColor.Green);

    public static void Bad(string text) => Write(text, ConsoleColor.Red);

    private static Block WithGaps(IEnumerable<Block> blocks) =>
        Block.Row(blocks.SelectMany((block, i) => i == 0 ? [block] : new Block[] { " ", block }));

    private static bool Fits(Block block) => NumbersIndent.Length + block.Width <= Width;

    private static void Wrapped(string label, string text, ConsoleColor? color)
    {
        string line = label;
        string indent = new(' ', label.Length);
        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                Write(line, color);
                line = indent;
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        Write(line, color);
    }

    private static void Write(string line, ConsoleColor? color)
    {
        if (color is not ConsoleColor given)
        {
            Console.WriteLine(line);
            return;
        }

        Console.ForegroundColor = given;
        Console.Write(line);
        Console.ResetColor();
        Console.WriteLine();
    }
}
