using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Diagnostics;

/// <summary>
/// What a network is better without, though it is generated and runs, and what was generated. Each message names what is at fault, why, and the
/// fix.
/// </summary>
internal static class AdviceRules
{
    public static readonly DiagnosticDescriptor HiddenSoftmax = Warning(
        "CN0021", "Softmax in a hidden layer",
        "The hidden layer '{0}' ends in a softmax, which passes on little but the largest of its units: use another activation, such as Activation.ReLU");

    public static readonly DiagnosticDescriptor CategoricalWithoutSoftmax = Warning(
        "CN0022", "Categorical cross-entropy without softmax",
        "Categorical cross-entropy over Activation.{0}, {1}: {2}");

    public static readonly DiagnosticDescriptor BinaryWithoutSigmoid = Warning(
        "CN0023", "Binary cross-entropy without sigmoid",
        "Binary cross-entropy over Activation.{0}, {1}: {2}");

    public static readonly DiagnosticDescriptor SoftmaxOfOneUnit = Warning(
        "CN0024", "Softmax of one unit",
        "The softmax of one unit is 1 whatever goes in, and the layer '{0}' learns nothing: {1}");

    public static readonly DiagnosticDescriptor ReLUUnderCrossEntropy = Warning(
        "CN0025", "ReLU output under a cross-entropy",
        "The loss Loss.{0} is infinite where a ReLU is 0, which it is for every z below 0, and its gradient stops there: {1}");

    public static readonly DiagnosticDescriptor ArgumentWithoutEffect = Warning(
        "CN0026", "Argument without effect",
        "{0} has no effect {1}: remove it");

    public static readonly DiagnosticDescriptor LinearLayersInARow = Warning(
        "CN0027", "Two linear layers in a row",
        "The layers '{0}' and '{1}' are both linear, and one layer could compute what they do together: give '{0}' an activation, or remove it");

    public static readonly DiagnosticDescriptor SlowBuild = Warning(
        "CN0028", "Network with a slow build",
        "The network '{0}' has {1} layers, and more than {2} take seconds of each build that compiles them: use fewer and wider layers");

    public static readonly DiagnosticDescriptor Generated = new(
        "CN0029", "What was generated", "The network '{0}' has {1} parameters in {2} bytes, and takes {3} multiply-adds for a sample{4}",
        Rules.Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpPages.Of("CN0029"));

    public static readonly DiagnosticDescriptor LayerWithoutEffect = Warning(
        "CN0041", "Layer without effect",
        "[{0}] {1}: {2}");

    public static readonly DiagnosticDescriptor DropoutOfOutputs = Warning(
        "CN0042", "Dropout as the last layer",
        "The last layer '{0}' drops outputs of the network in training, {1}: move it before the layer that computes them");

    private static DiagnosticDescriptor Warning(string id, string title, string message) => new(
        id, title, message, Rules.Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpPages.Of(id));
}
