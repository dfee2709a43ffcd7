using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>Searches for which a text in messages is one of several ways to be found.</summary>
internal static class TextAlternatives
{
    public static bool AsksMessages(SearchTest test) => test switch
    {
        SearchTest.AllOf(var tests) => tests.Any(AsksMessages),
        SearchTest.AnyOf(var tests) => tests.Any(AsksMessages),
        SearchTest.Text { Field: SearchField.MessageText or SearchField.Note } => true,
        _ => false,
    };

    /// <summary>What can be found without a look at messages: all of it the search finds as well. Null when there is no such way.</summary>
    public static SearchTest? Without(SearchTest test)
    {
        switch (test)
        {
            case SearchTest.AllOf(var tests):
                var all = tests.Select(Without).OfType<SearchTest>().ToList();
                return all.Count == tests.Count ? new SearchTest.AllOf(all) : null;
            case SearchTest.AnyOf(var tests):
                var ways = tests.Select(Without).OfType<SearchTest>().ToList();
                return ways.Count switch { 0 => null, 1 => ways[0], _ => new SearchTest.AnyOf(ways) };
            default:
                return AsksMessages(test) ? null : test;
        }
    }

    /// <summary>What must hold in any case, as far as it asks no messages: it may find more than the search does.</summary>
    public static SearchTest Around(SearchTest test) => test switch
    {
        SearchTest.AllOf(var tests) => tests.Where(one => !AsksMessages(one)).ToList() switch
        {
            [] => new SearchTest.Everything(),
            [var one] => one,
            var several => new SearchTest.AllOf(several),
        },
        _ => AsksMessages(test) ? new SearchTest.Everything() : test,
    };
}
