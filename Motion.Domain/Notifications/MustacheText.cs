using System.Text;

namespace Motion.Domain.Notifications;

/// <summary>
/// A text with variables as the manual writes them: <c>{{a.b}}</c>, <c>{{#a}}…{{/a}}</c> when there is one, <c>{{^a}}…{{/a}}</c>
/// otherwise, <c>{{! a remark }}</c> (product.md section 10). <c>{{{a}}}</c> and <c>{{&amp;a}}</c> are read as <c>{{a}}</c>: there is no
/// way to put a value in unencoded. Immutable, so it can be kept and shared.
/// </summary>
public sealed class MustacheText
{
    private readonly IReadOnlyList<MustacheNode> _nodes;

    internal MustacheText(IReadOnlyList<MustacheNode> nodes) => _nodes = nodes;

    /// <summary>Takes a text apart; never throws for bad input.</summary>
    public static MustacheParse Parse(string template) => new MustacheReader(template).Read();

    /// <summary>
    /// Fills the variables in. Names that do not exist give nothing. A name is looked for in the section it stands in first, then
    /// outwards: <c>{{queue.name}}</c>, <c>{{name}}</c> and <c>{{account.name}}</c> all work within <c>{{#queue}}</c>.
    /// </summary>
    /// <param name="values">Strings, and further dictionaries for groups; null for a group that is not there.</param>
    /// <param name="encode">Applied to each value, never to the text's own words.</param>
    public string Render(IReadOnlyDictionary<string, object?> values, Func<string, string> encode)
    {
        var output = new StringBuilder();
        Write(_nodes, [values], encode, output);
        return output.ToString();
    }

    private static void Write(IReadOnlyList<MustacheNode> nodes, List<object?> scopes, Func<string, string> encode, StringBuilder output)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case MustacheNode.Words words:
                    _ = output.Append(words.Text);
                    break;
                case MustacheNode.Variable variable when Find(variable.Path, scopes) is string value:
                    _ = output.Append(encode(value));
                    break;
                case MustacheNode.Section section:
                    var found = Find(section.Path, scopes);
                    var isThere = found is not (null or "");
                    if (isThere == section.IsInverted)
                        break;
                    scopes.Add(found);
                    Write(section.Inner, scopes, encode, output);
                    scopes.RemoveAt(scopes.Count - 1);
                    break;
            }
        }
    }

    private static object? Find(string path, List<object?> scopes)
    {
        if (path == ".")
            return scopes[^1];
        var names = path.Split('.');
        for (var depth = scopes.Count - 1; depth >= 0; depth--)
        {
            if (scopes[depth] is IReadOnlyDictionary<string, object?> scope && scope.TryGetValue(names[0], out var found))
                return Descend(found, names.AsSpan(1));
        }
        return null;
    }

    private static object? Descend(object? found, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (found is not IReadOnlyDictionary<string, object?> group || !group.TryGetValue(name, out found))
                return null;
        }
        return found;
    }
}

/// <summary>What became of a text that was taken apart: exactly one of the two is set.</summary>
/// <param name="Text">The text, when it could be read.</param>
/// <param name="Fault">What is wrong with it, otherwise.</param>
public sealed record MustacheParse(MustacheText? Text, MustacheFault? Fault);

/// <summary>Why a text with variables cannot be read.</summary>
/// <param name="Problem">One of the three problems of templates.</param>
/// <param name="Tag">The tag that gives trouble.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its place in the line, from 1.</param>
public sealed record MustacheFault(FieldProblem Problem, string Tag, int Line, int Column)
{
    /// <summary>The tag and its place, e.g. <c>{{#queue}} (1:12)</c>.</summary>
    public string Where => $"{Tag} ({Line}:{Column})";
}

internal abstract record MustacheNode
{
    private MustacheNode() { }

    internal sealed record Words(string Text) : MustacheNode;

    internal sealed record Variable(string Path) : MustacheNode;

    internal sealed record Section(string Path, bool IsInverted, IReadOnlyList<MustacheNode> Inner) : MustacheNode;
}
