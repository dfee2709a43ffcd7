using System.Linq.Expressions;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>Puts questions about an interaction together into one.</summary>
internal static class Predicates
{
    public static readonly Expression<Func<Interaction, bool>> Always = _ => true;

    public static Expression<Func<Interaction, bool>> Not(this Expression<Func<Interaction, bool>> one) =>
        Expression.Lambda<Func<Interaction, bool>>(Expression.Not(one.Body), one.Parameters);

    public static Expression<Func<Interaction, bool>> NotIf(this Expression<Func<Interaction, bool>> one, bool isNegated) => isNegated ? one.Not() : one;

    public static Expression<Func<Interaction, bool>> AllOf(IEnumerable<Expression<Func<Interaction, bool>>> several) => several.Aggregate((a, b) => Join(a, b, Expression.AndAlso));

    public static Expression<Func<Interaction, bool>> AnyOf(IEnumerable<Expression<Func<Interaction, bool>>> several) => several.Aggregate((a, b) => Join(a, b, Expression.OrElse));

    private static Expression<Func<Interaction, bool>> Join(
        Expression<Func<Interaction, bool>> one, Expression<Func<Interaction, bool>> other, Func<Expression, Expression, Expression> how)
    {
        var body = new Replacing(other.Parameters[0], one.Parameters[0]).Visit(other.Body);
        return Expression.Lambda<Func<Interaction, bool>>(how(one.Body, body), one.Parameters);
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
