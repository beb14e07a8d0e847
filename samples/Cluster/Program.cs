using System.CommandLine;
using Cluster;
using CompiledNet;
using CompiledNet.Mpi;
using Fashion;

// First of all: from here on, only process 0 prints.
TrainingTeam team = MpiTeam.Start();

var data = new Option<string>("--data")
{
    Description = "The folder with the four .gz files of Fashion-MNIST.",
    HelpName = "FOLDER",
    DefaultValueFactory = _ => FashionImages.FolderOfPackage,
};
var epochs = new Option<int>("--epochs") { Description = "How often every picture is learned from.", HelpName = "N", DefaultValueFactory = _ => 10 };
var sweep = new Option<bool>("--sweep") { Description = "Trains 24 candidates of the digits instead, each in one process." };
var file = new Option<string?>("--file") { Description = "Where the results of the sweep are written; a sweep that was stopped goes on.", HelpName = "FILE" };
var measure = new Option<bool>("--measure") { Description = "Measures steps of 784-128-10 at batch 1,024, and the exchange of gradients by size." };
var simulate = new Option<bool>("--simulate") { Description = "Prints the model of a step's time up to 1,024 processes: a simulation." };
var compute = new Option<double>("--compute")
{
    Description = "For --simulate: milliseconds that one process computes for a step.",
    HelpName = "MS",
    DefaultValueFactory = _ => CostModel.Measured.ComputeOfStep * 1e3,
};
var bandwidth = new Option<double>("--bandwidth")
{
    Description = "For --simulate: gigabytes a second that a process exchanges.",
    HelpName = "GB",
    DefaultValueFactory = _ => CostModel.Measured.Bandwidth / 1e9,
};
var latency = new Option<double>("--latency")
{
    Description = "For --simulate: microseconds for each doubling of the processes.",
    HelpName = "US",
    DefaultValueFactory = _ => CostModel.Measured.Latency * 1e6,
};
var command = new RootCommand("Trains on as many processes as mpirun starts: mpirun -n 4 --bind-to none dotnet Cluster.dll")
{
    data, epochs, sweep, file, measure, simulate, compute, bandwidth, latency,
};
command.SetAction(parsed =>
{
    try
    {
        if (parsed.GetValue(simulate))
        {
            var model = CostModel.Measured with
            {
                ComputeOfStep = parsed.GetValue(compute) / 1e3,
                Bandwidth = parsed.GetValue(bandwidth) * 1e9,
                Latency = parsed.GetValue(latency) / 1e6,
            };
            model.Print();
        }
        else if (parsed.GetValue(measure))
        {
            Measurement.Run(team);
        }
        else if (parsed.GetValue(sweep))
        {
            DigitSweep.Run(team, parsed.GetValue(file), parsed.GetValue(epochs));
        }
        else
        {
            Job.Run(team, parsed.GetValue(data)!, parsed.GetValue(epochs));
        }

        return 0;
    }
    catch (DataFileException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
