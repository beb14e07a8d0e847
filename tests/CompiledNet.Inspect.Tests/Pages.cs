using Inspect;
using Microsoft.Playwright;

// The network that has learned the digits is the same for all tests, and has one recording at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace CompiledNet.Inspect.Tests;

/// <summary>The pages as files, and a browser to open them with.</summary>
public sealed class Pages : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compilednet-inspect-").FullName;
    private readonly Dictionary<(ColorScheme Theme, ReducedMotion Motion), OpenPage> _open = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.ReasonToSkip is not null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { Args = ["--disable-gpu"], ExecutablePath = Chromium.Find() });
        await File.WriteAllTextAsync(PathOf("note0"), HtmlPage.Of(Note0Sample.Run()));
        DigitSample digits = Samples.Digits;
        await File.WriteAllTextAsync(PathOf("digits"), HtmlPage.Of(digits.Run(digits.LeastCertain)));
        StrokeSample strokes = Samples.Strokes;
        await File.WriteAllTextAsync(PathOf("convolution"), HtmlPage.Of(strokes.Run(strokes.LeastCertain)));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens a page without a network. Another one that was opened with the same settings is closed by that.</summary>
    /// <param name="name">note0, digits or convolution.</param>
    /// <param name="step">The step that its address names.</param>
    /// <param name="theme">What the system is set to.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="motion">Whether the system allows motion.</param>
    internal async Task<OpenPage> OpenAsync(
        string name, string step = "", ColorScheme theme = ColorScheme.Light, int width = 1440, ReducedMotion motion = ReducedMotion.Reduce)
    {
        // A process of the browser for each test would take most of the time.
        if (!_open.TryGetValue((theme, motion), out OpenPage? page))
        {
            IBrowserContext context = await _browser!.NewContextAsync(new() { ColorScheme = theme, Offline = true, ReducedMotion = motion });
            context.SetDefaultTimeout(30_000);
            page = new OpenPage(await context.NewPageAsync());
            _open.Add((theme, motion), page);
        }

        await page.Page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync(new Uri(PathOf(name)).AbsoluteUri + (step.Length > 0 ? $"#{step}" : string.Empty));
        return page;
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.html");
}

/// <summary>The tests that share them run one after the other.</summary>
[CollectionDefinition("pages")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xUnit's word.")]
public sealed class PagesCollection : ICollectionFixture<Pages>;

/// <summary>The digits are learned once for all tests.</summary>
internal static class Samples
{
    private static readonly Lazy<DigitSample> s_digits = new(DigitSample.Train);

    private static readonly Lazy<StrokeSample> s_strokes = new(StrokeSample.Train);

    public static DigitSample Digits => s_digits.Value;

    public static StrokeSample Strokes => s_strokes.Value;
}
