namespace CompiledNet.Generator.Emit;

/// <summary>
/// The steps of a propagation, one call a layer. The JIT stops optimising a method of many locals and blocks, so a long list is cut
/// into methods of <see cref="MostSteps"/> steps, whatever the depth of the network.
/// </summary>
internal sealed class StepList
{
    private const int MostSteps = 32;

    private readonly string _name;
    private readonly string _parameters;
    private readonly string _arguments;
    private readonly IReadOnlyList<string> _steps;

    /// <param name="name">What the parts are called, before their number.</param>
    /// <param name="parameters">The parameters of each part, as declared.</param>
    /// <param name="arguments">The same as they are passed.</param>
    /// <param name="steps">The statements.</param>
    public StepList(string name, string parameters, string arguments, IReadOnlyList<string> steps)
    {
        _name = name;
        _parameters = parameters;
        _arguments = arguments;
        _steps = steps;
    }

    private int Parts => (_steps.Count + MostSteps - 1) / MostSteps;

    /// <summary>Writes the steps, or calls of the parts that hold them.</summary>
    public void EmitSteps(CodeWriter w, string owner)
    {
        if (Parts == 1)
        {
            foreach (string step in _steps)
            {
                w.Line(owner + step);
            }

            return;
        }

        for (int part = 1; part <= Parts; part++)
        {
            w.Line($"{owner}{_name}{part}({_arguments});");
        }
    }

    /// <summary>Writes the parts, if there are any.</summary>
    public void EmitParts(CodeWriter w)
    {
        for (int part = 1; part <= Parts && Parts > 1; part++)
        {
            w.Line();
            using (w.Block($"internal static void {_name}{part}({_parameters})"))
            {
                foreach (string step in _steps.Skip((part - 1) * MostSteps).Take(MostSteps))
                {
                    w.Line(step);
                }
            }
        }
    }
}
