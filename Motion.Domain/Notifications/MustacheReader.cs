namespace Motion.Domain.Notifications;

/// <summary>Reads one text from left to right.</summary>
internal sealed class MustacheReader(string template)
{
    /// <summary>Deep enough for any sensible text, shallow enough for the stack.</summary>
    private const int DeepestNesting = 20;

    private readonly Stack<Opening> _open = new();
    private List<MustacheNode> _nodes = [];

    public MustacheParse Read()
    {
        var position = 0;
        while (position < template.Length)
        {
            var start = template.IndexOf("{{", position, StringComparison.Ordinal);
            if (start < 0)
                break;
            if (start > position)
                _nodes.Add(new MustacheNode.Words(template[position..start]));
            var isTriple = template.AsSpan(start).StartsWith("{{{");
            var closing = isTriple ? "}}}" : "}}";
            var end = template.IndexOf(closing, start, StringComparison.Ordinal);
            if (end < 0)
                return Refuse(FieldProblem.TagNotReadable, start, Math.Min(template.Length, start + 20));
            var next = end + closing.Length;
            if (Take(template[(start + closing.Length)..end].Trim(), start, next, isTriple) is { } fault)
                return fault;
            position = next;
        }
        if (_open.TryPeek(out var unclosed))
            return Refuse(FieldProblem.SectionNotClosed, unclosed.Start, unclosed.End);
        if (position < template.Length)
            _nodes.Add(new MustacheNode.Words(template[position..]));
        return new MustacheParse(new MustacheText(_nodes), null);
    }

    private MustacheParse? Take(string inside, int start, int end, bool isTriple)
    {
        if (inside.StartsWith('!') && !isTriple)
            return null;
        var mark = inside.Length > 0 && inside[0] is '#' or '^' or '/' or '&' ? inside[0] : '\0';
        var path = mark == '\0' ? inside : inside[1..].Trim();
        if (!IsPath(path) || (isTriple && mark != '\0') || (mark is '#' or '^' && _open.Count == DeepestNesting))
            return Refuse(FieldProblem.TagNotReadable, start, end);
        switch (mark)
        {
            case '#' or '^':
                _open.Push(new Opening(path, mark == '^', start, end, _nodes));
                _nodes = [];
                return null;
            case '/':
                if (!_open.TryPop(out var opening))
                    return Refuse(FieldProblem.SectionNotOpen, start, end);
                if (opening.Path != path)
                {
                    // The inner one was forgotten, if an outer one of this name is open; else the closing one is a stray.
                    return _open.Any(outer => outer.Path == path)
                        ? Refuse(FieldProblem.SectionNotClosed, opening.Start, opening.End)
                        : Refuse(FieldProblem.SectionNotOpen, start, end);
                }
                opening.Before.Add(new MustacheNode.Section(path, opening.IsInverted, _nodes));
                _nodes = opening.Before;
                return null;
            default:
                _nodes.Add(new MustacheNode.Variable(path));
                return null;
        }
    }

    /// <summary>Names joined by dots: letters of any script, digits, underscores, hyphens. So helpers, partials and new delimiters are refused.</summary>
    private static bool IsPath(string path) =>
        path == "." || (path.Length > 0 && path.Split('.').All(name => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-')));

    private MustacheParse Refuse(FieldProblem problem, int start, int end)
    {
        var before = template.AsSpan(0, start);
        var line = before.Count('\n') + 1;
        var column = start - (before.LastIndexOf('\n') + 1) + 1;
        return new MustacheParse(null, new MustacheFault(problem, template[start..end], line, column));
    }

    private sealed record Opening(string Path, bool IsInverted, int Start, int End, List<MustacheNode> Before);
}
