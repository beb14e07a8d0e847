using System.Collections.Immutable;
using System.Reflection;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Caching;

/// <summary>What the pipeline keeps between runs: values, and nothing that holds a compilation in memory.</summary>
public class ModelTests
{
    private const string Source = """
        using CompiledNet;

        namespace Example;

        public partial struct Outer<T>
        {
            [Network(2, Loss = Loss.HalfSquaredError)]
            [Dense(3, Activation.LeakyReLU, Slope = 0.2, Name = "Hidden")]
            [Dense(2, Activation.Softmax, Bias = false)]
            public partial class Net<TOwn>;
        }
        """;

    private static readonly string[] Steps = [NetworkGenerator.Steps.Model, .. StepReasons.AfterModel];

    [Fact]
    public void No_step_keeps_anything_of_the_compiler()
    {
        GeneratorRunResult run = Run();
        foreach (string step in Steps)
        {
            object[] values = [.. run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Value)];
            Assert.NotEmpty(values);
            foreach (object value in values)
            {
                Type? foreign = TypesIn(value).FirstOrDefault(type => type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
                Assert.True(foreign is null, $"The step {step} keeps a {foreign}.");
            }
        }
    }

    [Fact]
    public void What_each_step_gives_is_equal_to_what_it_gives_in_another_run()
    {
        GeneratorRunResult one = Run();
        GeneratorRunResult other = Run();
        foreach (string step in Steps)
        {
            object[] first = [.. Values(one, step)];
            Assert.Equal(first, Values(other, step));
            Assert.Equal(first.Select(value => value.GetHashCode()), Values(other, step).Select(value => value.GetHashCode()));
        }
    }

    [Fact]
    public void The_search_for_what_a_value_holds_looks_into_fields_collections_and_bases()
    {
        SyntaxNode node = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression("1");

        Assert.Contains(TypesIn(new Holder(ImmutableArray.Create<object>(node))), type => typeof(SyntaxNode).IsAssignableFrom(type));
    }

    [Fact]
    public void Arrays_are_equal_when_their_elements_are()
    {
        var array = new EquatableArray<string>(["a", "b"]);

        Assert.Equal(array, new EquatableArray<string>(["a", "b"]));
        Assert.Equal(array.GetHashCode(), new EquatableArray<string>(["a", "b"]).GetHashCode());
        Assert.NotEqual(array, new EquatableArray<string>(["a", "c"]));
        Assert.NotEqual(array, new EquatableArray<string>(["b", "a"]));
        Assert.NotEqual(array, new EquatableArray<string>(["a"]));
        Assert.Equal(default, new EquatableArray<string>([]));
        Assert.Empty(default(EquatableArray<string>));
    }

    private static GeneratorRunResult Run() => Build.Driver(BuildOptions.Default)
        .RunGenerators(Build.Input([Source], BuildOptions.Default))
        .GetRunResult().Results.Single();

    private static IEnumerable<object> Values(GeneratorRunResult run, string step) =>
        run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Value);

    /// <summary>The types of all objects that a value leads to.</summary>
    private static HashSet<Type> TypesIn(object value)
    {
        var types = new HashSet<Type>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([value]);
        while (pending.TryPop(out object? next))
        {
            Type type = next.GetType();
            if (!seen.Add(next))
            {
                continue;
            }

            types.Add(type);
            if (type.IsPrimitive || type.IsEnum || next is string || next is Type)
            {
                continue;
            }

            if (next is Array array)
            {
                Push(pending, array.Cast<object?>());
            }

            for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                Push(pending, declaring
                    .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Select(field => field.GetValue(next)));
            }
        }

        return types;
    }

    private static void Push(Stack<object> pending, IEnumerable<object?> values)
    {
        foreach (object value in values.OfType<object>())
        {
            pending.Push(value);
        }
    }

    private sealed record Holder(ImmutableArray<object> Values);
}
