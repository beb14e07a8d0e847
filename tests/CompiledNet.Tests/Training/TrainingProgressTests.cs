namespace CompiledNet.Tests.Training;

public sealed class TrainingProgressTests
{
    [Fact]
    public void Every_report_has_come_in_order_and_on_this_thread_when_Fit_returns()
    {
        for (int run = 0; run < 20; run++)
        {
            var epochs = new List<int>();
            var threads = new HashSet<int>();
            Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
            {
                Epochs = 30,
                Progress = new TrainingProgress(epoch =>
                {
                    epochs.Add(epoch.Epoch);
                    threads.Add(Environment.CurrentManagedThreadId);
                }),
            });
            Assert.Equal(Enumerable.Range(1, 30), epochs);
            Assert.Equal([Environment.CurrentManagedThreadId], threads);
        }
    }

    [Fact]
    public void It_writes_a_line_for_each_epoch()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TrainingHistory history = Trainer.Fit(
            new LineNet(), TrainingData.Line(), new TrainingOptions { Epochs = 3, Progress = TrainingProgress.To(writer) });
        Assert.Equal(string.Concat(history.Select(epoch => epoch + "\n")), writer.ToString());
        Assert.Throws<ArgumentNullException>(() => new TrainingProgress(null!));
        Assert.Throws<ArgumentNullException>(() => TrainingProgress.To(null!));
        Assert.NotNull(TrainingProgress.ToConsole());
    }

    [Fact]
    public void What_it_throws_ends_the_training() => Assert.Throws<TimeoutException>(() => Trainer.Fit(
        new LineNet(), TrainingData.Line(), new TrainingOptions { Progress = new TrainingProgress(_ => throw new TimeoutException()) }));
}
