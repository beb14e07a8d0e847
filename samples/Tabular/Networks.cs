using CompiledNet;

namespace Tabular;

/// <summary>30 measurements of cell nuclei in, malignant or benign out.</summary>
[Network(inputs: 30, Loss = Loss.CategoricalCrossEntropy)]
[Dense(16, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
public partial class CancerNet;

/// <summary>13 measurements of a wine in, one of three growers out.</summary>
[Network(inputs: 13, Loss = Loss.CategoricalCrossEntropy)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public partial class WineNet;

/// <summary>10 measurements of a patient in, how the diabetes went on within a year out.</summary>
[Network(inputs: 10, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public partial class DiabetesNet;
