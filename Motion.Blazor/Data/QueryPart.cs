using System.Linq.Expressions;
using System.Reflection;

namespace Motion.Blazor.Data;

/// <summary>A part of many questions that is said in one place: what an agent may see, what a list shows. It is asked as it is, or stands within a prepared question.</summary>
internal sealed class QueryPart<T, TRow>(Expression<Func<MotionDbContext, T, IQueryable<TRow>>> said) : IQueryPart
{
    private readonly Func<MotionDbContext, T, IQueryable<TRow>> _ask = said.Compile();

    LambdaExpression IQueryPart.Said => said;

    public IQueryable<TRow> On(MotionDbContext database, T argument) => _ask(database, argument);
}

internal interface IQueryPart
{
    LambdaExpression Said { get; }
}

/// <summary>EF Core cannot look into what a call returns, so a question is prepared with the words of its parts in the place of their names.</summary>
internal sealed class QueryParts : ExpressionVisitor
{
    public static Expression<T> PutInto<T>(Expression<T> question) => (Expression<T>)new QueryParts().Visit(question);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Object is MemberExpression { Expression: null, Member: FieldInfo { IsStatic: true } field } && field.GetValue(null) is IQueryPart { Said: var said }
            ? Visit(new Arguments(said.Parameters.Zip(node.Arguments).ToDictionary()).Visit(said.Body))
            : base.VisitMethodCall(node);

    private sealed class Arguments(Dictionary<ParameterExpression, Expression> given) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => given.GetValueOrDefault(node, node);
    }
}
