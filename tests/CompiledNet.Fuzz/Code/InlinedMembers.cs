using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Fuzz.Code;

/// <summary>
/// Which members of an assembly a kernel reads, and which of those the JIT is not told to inline: once the inliner's budget is spent, even a constant
/// becomes a call.
/// </summary>
internal static class InlinedMembers
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // What a kernel is generic over: registers, shapes, and functions on registers.
    private static readonly Type[] s_parameters =
    [
        typeof(ISimd<,>), typeof(IProductShape<>), typeof(IElementFunction<>), typeof(IOutputFunction<>),
        typeof(IUpdateQuotient<>), typeof(IWeightDecay), typeof(IScalingDirection),
    ];

    /// <summary>Every member of structs that kernels are generic over, and every method of registers.</summary>
    public static IReadOnlyList<MethodBase> Of(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => !type.IsInterface && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
                .Where(member => IsParameter(type) || type.GetGenericArguments().Any(IsRegister) || TakesRegisters(member))),
    ];

    /// <summary>Those that are neither always inlined nor never: the JIT decides, and its budget.</summary>
    public static string[] LeftToTheJit(Assembly assembly) =>
    [
        .. Of(assembly)
            .Where(member => (member.MethodImplementationFlags & (MethodImplAttributes.AggressiveInlining | MethodImplAttributes.NoInlining)) == 0)
            .Select(member => $"{member.DeclaringType}.{member.Name}"),
    ];

    private static bool IsParameter(Type type) => type.IsValueType && type.GetInterfaces().Any(Is);

    private static bool Is(Type type) => s_parameters.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    // A register of its type parameters, or the runtime's, as an argument or as the result.
    private static bool TakesRegisters(MethodBase member) => member is MethodInfo method && method
        .GetParameters()
        .Select(parameter => parameter.ParameterType)
        .Append(method.ReturnType)
        .Select(type => type.IsByRef ? type.GetElementType()! : type)
        .Any(IsRegister);

    private static bool IsRegister(Type type) => type.IsGenericParameter
        ? type.GetGenericParameterConstraints().Any(IsSimd)
        : type.IsGenericType && (type.Namespace == typeof(Vector128).Namespace || type.GetInterfaces().Any(IsSimd));

    private static bool IsSimd(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ISimd<,>);
}
