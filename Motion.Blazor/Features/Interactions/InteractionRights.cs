using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions;

/// <summary>
/// What a role may do with the conversations it may read (product.md section 9): everyone lists and searches; only those who supervise
/// spy, take data away or delete it.
/// </summary>
internal static class InteractionRights
{
    public static bool MaySupervise(this CurrentUser user) => user.IsAdministrator || user.IsSupervisor;
}
