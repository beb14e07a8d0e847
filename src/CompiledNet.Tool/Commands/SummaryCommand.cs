using System.CommandLine;
using System.Text;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Tool.Commands;

/// <summary><c>compilednet summary</c>.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE.cs") { Description = "A C# file that declares networks." };
        var command = new Command("summary", "Prints the layer table of each network that a C# file declares.") { file };
        file.Validators.Add(OptionChecks.NotEmpty);
        command.SetAction(parsed => Failures.Report(() => Show(parsed.GetValue(file)!)));
        return command;
    }

    private static void Show(string path)
    {
        CSharpCompilation compilation = NetworkCompiler.Generate(Encoding.UTF8.GetString(FileBytes.Read(path)), path);
        SyntaxTree declaration = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(declaration);
        string[] tables =
        [
            .. declaration.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                .Select(type => model.GetDeclaredSymbol(type)?.GetMembers("Summary").OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as string)
                .OfType<string>(),
        ];
        if (tables.Length == 0)
        {
            throw new ImportException($"'{path}' declares no network that the generator accepts: a partial class with [Network] and layers was expected.");
        }

        foreach (string table in tables)
        {
            Console.WriteLine(table);
        }
    }
}
