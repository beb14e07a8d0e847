using System.Globalization;
using System.Text;

namespace Inspect;

/// <summary>A step's part of the page: heading, equations, numbers and code.</summary>
internal static class StepHtml
{
    /// <summary>The button in the list of steps.</summary>
    public static string Button(Step step)
    {
        string label = Formula.Inline(step.Label);
        return $"<li><button type=\"button\" data-step=\"{step.Id}\" title=\"{Html.Text(step.Heading)}\">{label}</button></li>\n";
    }

    /// <summary>What stands beside the graph.</summary>
    public static string Explanation(Step step)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"step\" id=\"step-{step.Id}\" data-step=\"{step.Id}\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Text(step.Heading)}</h2>\n");
        string equations = string.Join('\n', step.Equations.Select(Formula.Typeset));
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"equations\">{equations}</div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"remark\">{step.Remark}</p>\n");
        html.Append(step.Matrices).Append('\n');
        if (step.Units.Length > 0)
        {
            AppendUnits(html, step);
        }

        return html.Append("</section>\n").ToString();
    }

    /// <summary>What stands below the graph.</summary>
    public static string Code(Step step) =>
        $"<div class=\"code\" data-step=\"{step.Id}\">\n{string.Concat(step.Code.Select(listing => ListingHtml.Of(listing.Folded())))}</div>\n";

    private static void AppendUnits(StringBuilder html, Step step)
    {
        html.Append("<div class=\"units\">\n");
        if (step.Units.Length > 1)
        {
            html.Append("<label>One unit in numbers <select data-choose=\"unit\">");
            for (int j = 0; j < step.Units.Length; j++)
            {
                string option = step.UnitNames.Length > 0 ? step.UnitNames[j] : $"{step.UnitName}[{j}]";
                html.Append(CultureInfo.InvariantCulture, $"<option value=\"{j}\">{option}</option>");
            }

            html.Append("</select></label>\n");
        }
        else
        {
            html.Append("<p class=\"caption\">In numbers</p>\n");
        }

        for (int j = 0; j < step.Units.Length; j++)
        {
            // What stands in lines names each number itself.
            bool hasNames = step.Units[j].Contains("class=\"line\"", StringComparison.Ordinal);
            string name = hasNames ? string.Empty : $"<span class=\"name\">{Formula.Inline(NameOf(step, j))}</span> = ";
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"unit\" data-unit=\"{j}\">{name}{step.Units[j]}</div>\n");
        }

        html.Append("<div class=\"pictures\"></div>\n</div>\n");
    }

    private static string NameOf(Step step, int j) => step switch
    {
        { UnitNames.Length: > 0 } => step.UnitNames[j],
        { Kind: "input-gradient" } => $"∂L/∂x[{j}]",
        { Units.Length: 1 } => step.UnitName,
        _ => $"{step.UnitName}[{j}]",
    };
}
