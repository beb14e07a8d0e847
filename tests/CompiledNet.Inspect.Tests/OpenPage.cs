using Microsoft.Playwright;

namespace CompiledNet.Inspect.Tests;

/// <summary>A page in the browser, and what it has asked for and complained about.</summary>
internal sealed class OpenPage
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Messages.Add(message.Text);
        page.PageError += (_, error) => Messages.Add(error);
    }

    public IPage Page { get; }

    /// <summary>The addresses that were asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What stands on the console, and errors of scripts.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Loads an address, as if for the first time.</summary>
    public async Task GotoAsync(string address)
    {
        // Between two steps of one page the browser would only move.
        await Page.GotoAsync("about:blank");
        Requests.Clear();
        Messages.Clear();
        await Page.GotoAsync(address);
    }

    /// <summary>The step that is shown: the one whose button says so, whose explanation and whose code are in sight.</summary>
    public async Task<string> StepAsync()
    {
        string[] steps = await Page.EvaluateAsync<string[]>(
            """
            [document.querySelectorAll('[aria-current=step]'),
             [...document.querySelectorAll('.step')].filter(e => e.checkVisibility()),
             [...document.querySelectorAll('.code')].filter(e => e.checkVisibility())].map(found => [...found].map(e => e.dataset.step).join())
            """);
        return Assert.Single(steps.Distinct());
    }

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>The names of all steps.</summary>
    public Task<string[]> StepsAsync() => Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#steps button')].map(b => b.dataset.step)");

    /// <summary>Every number in sight: where it comes from, a bar, and its text.</summary>
    /// <param name="part">The part of the page.</param>
    public async Task<(string Path, string Text)[]> NumbersAsync(string part = "main")
    {
        string[] found = await Page.EvaluateAsync<string[]>(
            "part => [...document.querySelectorAll(`${part} [data-value]`)].filter(e => e.checkVisibility()).map(e => "
            + "`${e.dataset.value}|${[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('')}`)",
            part);
        return [.. found.Select(pair => pair.Split('|')).Select(pair => (pair[0], pair[1]))];
    }
}
