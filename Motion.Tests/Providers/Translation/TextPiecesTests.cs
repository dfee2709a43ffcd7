using System.Text;
using Motion.Providers.Translation;

namespace Motion.Tests.Providers.Translation;

public sealed class TextPiecesTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("First part is here.\n\nSecond part is here.", "First part is here.|Second part is here.")]
    [InlineData("First line is here\nand the second is here", "First line is here|and the second is here")]
    [InlineData("It costs 3.14 euros a piece. Please order now", "It costs 3.14 euros a piece.|Please order now")]
    [InlineData("one two three four five six seven eight nine", "one two three four five six|seven eight nine")]
    [InlineData("今日は天気がいいです。散歩に行きましょう。明日は雨が降るそうですから、家にいます", "今日は天気がいいです。散歩に行きましょう。|明日は雨が降るそうですから、家にいます")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|aaaaaa")]
    public void Text_TooLongForOne_IsCutWhereItHurtsLeast(string text, string expected) =>
        Assert.Equal(expected.Split('|'), TextPieces.Split(text, 30, inBytes: false).Select(piece => piece.Text));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pieces_PutTogetherAgain_AreTheText_AndNoneIsTooLong(bool inBytes)
    {
        var chance = new Random(5);
        string[] parts = ["word", " ", "\n", "\n\n", ". ", "é", "文字", "😀", "👩‍👩‍👧", "\t ", "?", "\uD83D"];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 60)).Select(_ => parts[chance.Next(parts.Length)]));
            var longest = chance.Next(4, 40);

            var pieces = TextPieces.Split(text, longest, inBytes);

            Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Text + piece.Space)));
            Assert.All(pieces, piece =>
            {
                Assert.True((inBytes ? Encoding.UTF8.GetByteCount(piece.Text) : piece.Text.Length) <= longest, $"round {round}");
                Assert.True(string.IsNullOrWhiteSpace(piece.Space));
            });
            if (!text.Contains('\uD83D', StringComparison.Ordinal) || text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar))
                Assert.All(pieces, piece => Assert.DoesNotContain(Rune.ReplacementChar, piece.Text.EnumerateRunes()));
        }
    }
}
