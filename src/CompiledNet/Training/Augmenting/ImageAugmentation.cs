using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>Shifts and flips images: rows from top to bottom, pixels from left to right, channels last, as an image network takes them.</summary>
public sealed class ImageAugmentation : Augmentation
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _channels;

    /// <summary>Of images of one size.</summary>
    /// <param name="height">Rows of an image, at least 1.</param>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="channels">Numbers of a pixel, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or an image has more than 2³¹ − 1 numbers.</exception>
    public ImageAugmentation(int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if ((Int128)height * width * channels > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(height), height, $"{height} × {width} × {channels} numbers are more than an array can hold.");
        }

        (_height, _width, _channels) = (height, width, channels);
    }

    /// <summary>
    /// The most rows that an image goes up or down and the most pixels that it goes left or right, each drawn uniformly; from 0 to less than the image is
    /// high and wide, 0 unless set. What leaves the image is lost.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or not less than height and width.</exception>
    public int Shift
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Math.Min(_height, _width));
            field = value;
        }
    }

    /// <summary>What every channel is where a shift leaves nothing; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double Background
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Background must be finite.");
    }

    /// <summary>Whether left and right are exchanged in every second image, at random; false unless set.</summary>
    public bool FlipsHorizontally { get; init; }

    /// <summary>Whether top and bottom are exchanged in every second image, at random; false unless set.</summary>
    public bool FlipsVertically { get; init; }

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> input, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (FindMistake(input.Length) is string mistake)
        {
            throw new ArgumentException($"The augmentation {mistake}.", nameof(input));
        }

        if (FlipsHorizontally && random.Next(2) == 1)
        {
            for (int row = 0; row < _height; row++)
            {
                Reverse(RowOf(input, row), _channels);
            }
        }

        if (FlipsVertically && random.Next(2) == 1)
        {
            Reverse(input, _width * _channels);
        }

        if (Shift > 0)
        {
            int down = random.Next(-Shift, Shift + 1);
            int right = random.Next(-Shift, Shift + 1);
            Move(input, down * _width * _channels);
            for (int row = 0; row < _height; row++)
            {
                Move(RowOf(input, row), right * _channels);
            }
        }
    }

    /// <inheritdoc/>
    public override string? FindMistake(int inputSize) => inputSize == _height * _width * _channels
        ? null
        : $"is of images of {_height} × {_width} × {_channels} numbers; the network has {Counted.Of(inputSize, "input")}";

    /// <summary>The settings.</summary>
    /// <returns>Such as "images of 28 × 28 × 1, Shift = 2".</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"images of {_height} × {_width} × {_channels}, Shift = {Shift}, Background = {Background}, FlipsHorizontally = {FlipsHorizontally}, FlipsVertically = {FlipsVertically}");

    private Span<T> RowOf<T>(Span<T> image, int row) => image.Slice(row * _width * _channels, _width * _channels);

    // Reverses the order of items, each of which is some numbers.
    private static void Reverse<T>(Span<T> numbers, int item)
    {
        for (int first = 0, last = numbers.Length - item; first < last; first += item, last -= item)
        {
            for (int i = 0; i < item; i++)
            {
                (numbers[first + i], numbers[last + i]) = (numbers[last + i], numbers[first + i]);
            }
        }
    }

    // Towards the end, or towards the beginning if places is negative.
    private void Move<T>(Span<T> numbers, int places)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int kept = numbers.Length - Math.Abs(places);
        T background = T.CreateTruncating(Background);
        if (places > 0)
        {
            numbers[..kept].CopyTo(numbers[places..]);
            numbers[..places].Fill(background);
        }
        else
        {
            numbers[^kept..].CopyTo(numbers);
            numbers[kept..].Fill(background);
        }
    }
}
