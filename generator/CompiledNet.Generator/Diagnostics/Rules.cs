using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Diagnostics;

/// <summary>Every mistake that a declaration can contain. Each message names what is at fault, its value, and the fix.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "CN0001", "Network class is not partial",
        "The network class '{0}' is not partial, so its propagation cannot be generated: add the modifier 'partial'");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "CN0002", "Type around a network is not partial",
        "The type '{0}' contains the network '{1}' and is not partial: add the modifier 'partial' to it");

    public static readonly DiagnosticDescriptor LayerWithoutNetwork = Error(
        "CN0003", "Layer without a network",
        "The class '{0}' has a layer attribute but no [Network]: add [Network(inputs)] above the layers");

    public static readonly DiagnosticDescriptor NoLayer = Error(
        "CN0004", "Network without a layer",
        "The network '{0}' has no layer: add one or more [Dense(units, activation)] below [Network]");

    public static readonly DiagnosticDescriptor InputsNotPositive = Error(
        "CN0005", "Number of inputs is not positive",
        "[Network] declares {0} {1}: at least 1 was expected");

    public static readonly DiagnosticDescriptor UnitsNotPositive = Error(
        "CN0006", "Number of units is not positive",
        "[Dense] declares {0} units: at least 1 was expected");

    public static readonly DiagnosticDescriptor TooManyParameters = Error(
        "CN0007", "Network is too large",
        "With the layer '{0}' the network needs room for {1} numbers, for its parameters with their padding or for the transposed copy of a matrix where that takes more, and one buffer holds no more than 2,147,483,000: make its layers narrower");

    public static readonly DiagnosticDescriptor LayersSpread = Error(
        "CN0008", "Layers stand on several partial declarations",
        "The layers of '{0}' stand on several partial declarations, whose order is undefined: move all of them to one");

    public static readonly DiagnosticDescriptor InvalidLayerName = Error(
        "CN0009", "Layer name is not an identifier",
        "The layer name '{0}' is not a C# identifier: use letters, digits and _, not beginning with a digit (a keyword is fine, without @)");

    public static readonly DiagnosticDescriptor DuplicateLayerName = Error(
        "CN0010", "Layer name is used twice",
        "The layer name '{0}' is used by layer {1} as well: give one of them another Name");

    public static readonly DiagnosticDescriptor LayerNameTaken = Error(
        "CN0011", "Layer name is taken",
        "The layer name '{0}' is already the name of {1}: give the layer another Name");

    public static readonly DiagnosticDescriptor MemberTaken = Error(
        "CN0012", "Member collides with a generated one",
        "'{0}' is a generated member of the network '{1}': {2}");

    public static readonly DiagnosticDescriptor ClassNameTaken = Error(
        "CN0013", "Network class is named like a generated member",
        "A network class cannot be named '{0}', which is the name of a generated member: rename the class");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        "CN0014", "Network must be an ordinary class",
        "The network '{0}' is {1}: declare it as an ordinary partial class");

    public static readonly DiagnosticDescriptor UndefinedValue = Error(
        "CN0015", "Undefined value",
        "{0} is not a value of {1}: use one of {2}");

    public static readonly DiagnosticDescriptor InvalidSlope = Error(
        "CN0016", "Slope is out of range",
        "Slope = {0}: a finite number that is not negative was expected");

    public static readonly DiagnosticDescriptor PrimaryConstructor = Error(
        "CN0017", "Network with a primary constructor",
        "The network '{0}' has a primary constructor, which the generated constructor cannot call: write an ordinary constructor with ': this(seed)'");

    public static readonly DiagnosticDescriptor ConstructorWithoutThis = Error(
        "CN0018", "Constructor leaves the network uninitialised",
        "This constructor of the network '{0}' does not call the generated one, which draws the weights: add ': this(seed)'");

    public static readonly DiagnosticDescriptor UnsuitableBase = Error(
        "CN0019", "Network with an unsuitable base class",
        "The network '{0}' cannot derive from '{1}', {2}");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "CN0020", "Language version is too old",
        "The generated code of the network '{0}' is C# 12, and this project compiles C# {1}: set <LangVersion> to 12.0 or later");

    public static readonly DiagnosticDescriptor FrozenForAnotherDeclaration = Error(
        "CN0030", "Frozen weights are for another declaration",
        "These weights were exported for '{0}', and the network '{1}' is now declared as '{2}': train and export it again without this file, or restore its declaration");

    public static readonly DiagnosticDescriptor FrozenWeightsDamaged = Error(
        "CN0031", "Frozen weights are damaged",
        "The exported weights of the network '{0}' are damaged, {1}: restore the file, or export them again");

    public static readonly DiagnosticDescriptor FrozenWithoutNetwork = Error(
        "CN0032", "Frozen weights without a network",
        "[FrozenWeights] is on '{0}', which is no network: give the class in this file the network's name and namespace, or delete the file and export the network again");

    public static readonly DiagnosticDescriptor NotGenerated = Error(
        "CN0033", "Network was not generated",
        "Nothing was generated for the network '{0}': {1}");

    public static readonly DiagnosticDescriptor SizesInACircle = Error(
        "CN0034", "Size depends on itself",
        "The size of the network '{0}' depends on itself, {1}: write a number in one of these places");

    public static readonly DiagnosticDescriptor UnknownSource = Error(
        "CN0035", "Unknown source of a layer",
        "The value '{0}' is {1}");

    public static readonly DiagnosticDescriptor UnreadLayer = Error(
        "CN0036", "Output of a layer is not used",
        "No layer takes the output of the layer '{0}', and it is not the last: name it in From, or in an [Add], [Multiply] or [Concatenate], or remove it");

    public static readonly DiagnosticDescriptor UnsuitableShape = Error(
        "CN0037", "Layer does not take this shape",
        "[{0}] {1}");

    public static readonly DiagnosticDescriptor NumberOutOfRange = Error(
        "CN0038", "Number is out of range",
        "[{0}] {1} = {2}: {3} was expected");

    public static readonly DiagnosticDescriptor SampleTooLarge = Error(
        "CN0039", "Value is too large",
        "{0} has {1} numbers, more than one buffer holds (2,147,483,000): make it smaller");

    public static readonly DiagnosticDescriptor NothingJoined = Error(
        "CN0040", "Nothing to join",
        "[{0}] names no layer: give it the name of at least one, beside the layer before, such as [{0}(\"Layer1\")]");

    /// <summary>The category of every rule.</summary>
    public const string Category = "CompiledNet.Declaration";

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpPages.Of(id));
}
