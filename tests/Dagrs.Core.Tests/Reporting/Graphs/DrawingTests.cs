using Dagrs.Core.Graph;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Reporting.Graphs.Layered;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Graphs;

/// <summary>Where boxes and lines of a picture come to lie.</summary>
public sealed class DrawingTests
{
    public static TheoryData<string> Shapes => ["nasty", "chain", "apart", "random", "wide", "dense"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_task_has_a_box_and_no_two_boxes_touch(string shape) => Check(Shape(shape));

    [Fact]
    public void No_two_boxes_touch_in_random_graphs() => RandomFile.Check(RandomFile.Any(30), 300, file => Check(file.ToDag()));

    [Fact]
    public void No_line_touches_a_box_but_those_it_joins() => RandomFile.Check(RandomFile.Any(30), 300, file =>
    {
        var drawing = Drawing.Of(Picture.Of(file.ToDag()));
        foreach (var line in drawing.Lines)
        {
            // The level part; the rest of a line lies between two columns.
            Assert.DoesNotContain(drawing.Boxes, box =>
                line.StartY > box.Y && line.StartY < box.Y + box.Label.Height && box.X < line.BendX && box.X + box.Label.Width > line.StartX);
            Assert.DoesNotContain(drawing.Boxes, box => box.X < line.EndX && box.X + box.Label.Width > line.BendX && !IsBelow(box, drawing));
        }
    });

    [Fact]
    public void Every_edge_leads_from_its_task_to_its_task_and_to_the_right() => RandomFile.Check(RandomFile.Any(20), 300, file =>
    {
        var picture = Picture.Of(file.ToDag());
        var drawing = Drawing.Of(picture);
        var boxes = drawing.Boxes.ToDictionary(box => box.Task);
        Assert.All(drawing.Lines, line => Assert.True(line.StartX <= line.BendX && line.BendX < line.EndX));
        for (var task = 0; task < picture.Tasks.Count; task++)
        {
            // Follows lines from the box; where a line ends without a head, others begin.
            var ends = new HashSet<(double, double)>();
            var open = new Stack<(double X, double Y)>([(boxes[task].X + boxes[task].Label.Width, Middle(boxes[task]))]);
            while (open.TryPop(out var at))
            {
                foreach (var line in drawing.Lines.Where(line => (line.StartX, Math.Round(line.StartY, 6)) == at))
                {
                    if (line.HasHead)
                    {
                        ends.Add((line.EndX, Math.Round(line.EndY, 6)));
                    }
                    else
                    {
                        open.Push((line.EndX, Math.Round(line.EndY, 6)));
                    }
                }
            }

            Assert.Equal(picture.After[task].Select(next => (boxes[next].X, Middle(boxes[next]))).Order(), ends.Order());
        }
    });

    [Fact]
    public void A_ladder_is_drawn_without_a_crossing()
    {
        var drawing = Drawing.Of(Picture.Of(GraphShapes.Of(20, task => task < 4 ? [] : [task - 4])));
        Assert.All(drawing.Lines, line => Assert.Equal(line.StartY, line.EndY));
    }

    [Fact]
    public void Long_names_are_cut_between_characters_as_people_see_them()
    {
        Assert.Equal("abc", TextWidth.Cut("abc", 10, 100));
        var cut = TextWidth.Cut(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 50)), 13, 240);
        Assert.EndsWith("👩‍👩‍👧‍👦…", cut, StringComparison.Ordinal);
        Assert.True(TextWidth.Of(cut, 13) <= 240);
    }

    [Theory]
    [InlineData(1, 160, true)]
    [InlineData(2, 60, true)]
    [InlineData(20, 60, false)]
    public void A_name_is_whole_where_there_is_room_for_so_many_columns(int columns, int letters, bool isWhole)
    {
        var name = string.Concat(Enumerable.Repeat("name ", letters / 5)).Trim();
        var builder = new DagBuilder();
        var tasks = new List<TaskNode>();
        for (var at = 0; at < columns; at++)
        {
            tasks.Add(builder.Add(new TaskSpec($"t{at}", name, new Work.Execute(new Core.Model.Command.Shell("true"))), [.. tasks.TakeLast(1)]));
        }

        var drawing = Drawing.Of(Picture.Of(builder.Build()));
        Assert.All(drawing.Boxes, box => Assert.Equal(isWhole, box.Label.Name == name));
        Assert.InRange(drawing.Width, 0, Math.Max(3200, columns * 400));
    }

    [Fact]
    public void The_ways_of_a_task_are_the_lines_of_its_edges_and_no_others() => RandomFile.Check(RandomFile.Any(20), 300, file =>
    {
        var picture = Picture.Of(file.ToDag());
        var drawing = Drawing.Of(picture);
        var ways = new Ways(picture, drawing);
        var boxes = drawing.Boxes.ToDictionary(box => box.Task);
        var seen = new HashSet<Line>();
        for (var task = 0; task < picture.Tasks.Count; task++)
        {
            Assert.Equal(picture.Before[task].Count, ways.In(task).Count(line => line.To == task));
            Assert.Equal(picture.After[task].Order(), ways.Out(task).Where(line => line.HasHead).Select(line => line.To).Order());
            Assert.All(ways.Out(task), line => Assert.True(seen.Add(line)));
            foreach (var before in picture.Before[task])
            {
                var way = ways.Between(before, task).ToList();
                Assert.Equal((before, task), (way[0].From, way[^1].To));
                Assert.All(way.Zip(way.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
                Assert.Equal(boxes[task].X, way[^1].EndX);
            }
        }

        Assert.Equal(drawing.Lines.Count, seen.Count);
    });

    private static Dag Shape(string shape) => shape switch
    {
        "nasty" => GraphShapes.Nasty(),
        "chain" => GraphShapes.Chain(2000),
        "apart" => GraphShapes.Apart(2000),
        "random" => GraphShapes.Random(2000, reach: 60),
        "wide" => GraphShapes.Of(502, task => task == 0 ? [] : task == 501 ? [.. Enumerable.Range(1, 500)] : [0]),
        _ => GraphShapes.Of(120, task => [.. Enumerable.Range(0, task)]),
    };

    private static void Check(Dag dag)
    {
        var drawing = Drawing.Of(Picture.Of(dag));
        Assert.Equal(Enumerable.Range(0, dag.Tasks.Count), drawing.Boxes.Select(box => box.Task).Order());
        Assert.Equal(dag.Tasks.Count, drawing.Boxes.Count);
        Assert.All(drawing.Boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Label.Width <= drawing.Width && box.Y + box.Label.Height <= drawing.Height));
        var byColumn = drawing.Boxes.OrderBy(box => box.X).ToList();
        for (var i = 0; i < byColumn.Count; i++)
        {
            for (var j = i + 1; j < byColumn.Count && byColumn[j].X < byColumn[i].X + byColumn[i].Label.Width; j++)
            {
                Assert.True(
                    byColumn[i].Y + byColumn[i].Label.Height < byColumn[j].Y || byColumn[j].Y + byColumn[j].Label.Height < byColumn[i].Y,
                    $"'{byColumn[i].Task}' and '{byColumn[j].Task}' touch");
            }
        }
    }

    private static double Middle(Box box) => Math.Round(box.Y + (box.Label.Height / 2), 6);

    // Tasks without any edge lie below all lines.
    private static bool IsBelow(Box box, Drawing drawing) => box.Y > drawing.Lines.Max(line => Math.Max(line.StartY, line.EndY));
}
