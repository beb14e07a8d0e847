using System.Reflection;
using System.Reflection.Emit;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>
/// What the compiler made of a network: the instructions of each of its methods, with every type and member by its full name, wherever the network itself
/// stands and whatever it is called. Networks with the same instructions and parameters compute the same numbers.
/// </summary>
internal static class CompiledMethods
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>
    /// The methods of a network and of the types in it by name and parameters. Constructors are none of them, since they call a base class and initialize fields
    /// of the user's, nor is <see cref="INetwork{T}.Declaration"/>, which speaks of the types around the network, nor FromFile, which a generic network lacks.
    /// </summary>
    /// <param name="network">Its type, or one that derives from it.</param>
    public static IReadOnlyDictionary<string, string> Of(Type network)
    {
        while (!network.GetMethods(Declared).Any(method => method.Name == nameof(INetwork<>.BackwardFrom)))
        {
            network = network.BaseType!;
        }

        network = network.IsGenericType ? network.GetGenericTypeDefinition() : network;
        var names = new Names(network);
        return Types(network)
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.GetMethodBody() is not null && !IsOfOther(method.Name))
            .Where(method => !method.Name.EndsWith($"get_{nameof(INetwork<>.Declaration)}", StringComparison.Ordinal) && method.Name != "FromFile")
            .ToDictionary(names.Of, method => Text(method, names), StringComparer.Ordinal);
    }

    // An explicit implementation of an interface that is not the library's.
    private static bool IsOfOther(string method) => method.Contains('.', StringComparison.Ordinal) && !IsExplicit(method);

    // It may begin with an alias.
    private static bool IsExplicit(string method) =>
        method.StartsWith("CompiledNet.I", StringComparison.Ordinal) || method.Contains("::CompiledNet.I", StringComparison.Ordinal);

    private static IEnumerable<Type> Types(Type type) => type.GetNestedTypes(Declared).SelectMany(Types).Prepend(type);

    private static string Text(MethodInfo method, Names names)
    {
        byte[] il = method.GetMethodBody()!.GetILAsByteArray()!;
        return string.Join('\n', Instruction.Read(il).Select(instruction => $"{WithoutChecks(instruction.Code)} {instruction.Code.OperandType switch
        {
            OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType =>
                names.Of(method.Module.ResolveMember(
                    BitConverter.ToInt32(il, instruction.Operand), method.DeclaringType!.GetGenericArguments(), method.GetGenericArguments())!),
            OperandType.InlineString => "a text", // It may speak of the network by its name.
            _ => Convert.ToHexString(il, instruction.Operand, instruction.End - instruction.Operand),
        }}"));
    }

    // In a project with overflow checks they differ in nothing else.
    private static string WithoutChecks(OpCode code) => code.Name!.Replace(".ovf", "", StringComparison.Ordinal);

    /// <summary>Full names. The network is called the same wherever it stands.</summary>
    private sealed class Names(Type network)
    {
        private readonly int _outer = network.GetGenericArguments().Length;

        public string Of(MemberInfo member) => member switch
        {
            Type type => OfType(type),
            FieldInfo field => $"{OfType(field.DeclaringType!)}.{field.Name}",
            MethodBase method => $"{OfType(method.DeclaringType!)}.{SimpleName(method)}{Arguments(method.IsGenericMethod ? method.GetGenericArguments() : [])}"
                + $"({string.Join(", ", method.GetParameters().Select(parameter => OfType(parameter.ParameterType)))})",
            _ => throw new NotSupportedException(member.ToString()),
        };

        // An explicit implementation has the full name of the interface in its own, in which the network may be.
        private static string SimpleName(MethodBase method) =>
            IsExplicit(method.Name) ? "explicit " + method.Name[(method.Name.LastIndexOf('.') + 1)..] : method.Name;

        private string OfType(Type type)
        {
            if (type.HasElementType)
            {
                return OfType(type.GetElementType()!) + (type.IsByRef ? "&" : type.IsPointer ? "*" : "[]");
            }

            if (type.IsGenericParameter)
            {
                return type.Name;
            }

            Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (definition == network)
            {
                return "Net";
            }

            Type[] arguments = type.GetGenericArguments();
            if (type.DeclaringType is { } outer)
            {
                bool isInNetwork = false;
                for (Type? around = definition.DeclaringType; around is not null; around = around.DeclaringType)
                {
                    isInNetwork |= around == network;
                }

                return $"{OfType(outer)}+{type.Name}{Arguments(isInNetwork ? arguments[_outer..] : arguments)}";
            }

            return $"{type.Namespace}.{type.Name}{Arguments(arguments)}";
        }

        private string Arguments(Type[] types) => types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(OfType))}>";
    }
}
