using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The steps of a propagation, a few lines a layer. The JIT stops optimising a method of many locals and blocks, so a long list is cut
/// into methods of <see cref="Tuning.MostSteps"/> steps, whatever the depth of the network.
/// </summary>
internal sealed class StepList
{
    private readonly string _name;
    private readonly string _parameters;
    private readonly string _arguments;
    private readonly IReadOnlyList<string[]> _steps;

    /// <param name="name">What the parts are called, before their number.</param>
    /// <param name="parameters">The parameters of each part, as declared.</param>
    /// <param name="arguments">The same as they are passed.</param>
    /// <param name="steps">The lines of each step.</param>
    public StepList(string name, string parameters, string arguments, IReadOnlyList<string[]> steps)
    {
        _name = name;
        _parameters = parameters;
        _arguments = arguments;
        _steps = steps;
    }

    /// <param name="name">What the parts are called, before their number.</param>
    /// <param name="parameters">The parameters of each part, as declared.</param>
    /// <param name="arguments">The same as they are passed.</param>
    /// <param name="steps">A statement for each step.</param>
    public StepList(string name, string parameters, string arguments, IEnumerable<string> steps)
        : this(name, parameters, arguments, steps.Select(step => new[] { step }).ToList())
    {
    }

    /// <summary>How many steps.</summary>
    public int Count => _steps.Count;

    private int Parts => (_steps.Count + Tuning.MostSteps - 1) / Tuning.MostSteps;

    /// <summary>Writes the steps, or calls of the parts that hold them.</summary>
    public void EmitSteps(CodeWriter w)
    {
        if (Parts <= 1)
        {
            EmitPart(w, 1);
            return;
        }

        for (int part = 1; part <= Parts; part++)
        {
            w.Line($"{_name}{part}({_arguments});");
        }
    }

    /// <summary>Writes the parts, if there are any, as methods of a class.</summary>
    public void EmitParts(CodeWriter w, Vocabulary v) => EmitParts(w, v, "internal static ");

    /// <summary>Writes the parts, if there are any, as local functions: they see the instance, and no name of a member is taken.</summary>
    public void EmitLocalParts(CodeWriter w, Vocabulary v) => EmitParts(w, v, "");

    private void EmitParts(CodeWriter w, Vocabulary v, string modifiers)
    {
        for (int part = 1; part <= Parts && Parts > 1; part++)
        {
            w.Line();
            v.CompileAtOnce(w);
            using (w.Block($"{modifiers}void {_name}{part}({_parameters})"))
            {
                EmitPart(w, part);
            }
        }
    }

    // Steps of several lines are set apart.
    private void EmitPart(CodeWriter w, int part)
    {
        int first = (part - 1) * Tuning.MostSteps;
        for (int i = first; i < Math.Min(first + Tuning.MostSteps, _steps.Count); i++)
        {
            if (i > first && _steps[i].Length > 1)
            {
                w.Line();
            }

            w.Lines(_steps[i]);
        }
    }
}
