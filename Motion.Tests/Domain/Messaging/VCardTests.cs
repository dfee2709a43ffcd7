using Motion.Domain.Messaging;

namespace Motion.Tests.Domain.Messaging;

public sealed class VCardTests
{
    [Fact]
    public void Cards_WrittenAndReadAgain_AreTheSame()
    {
        ContactCard[] cards =
        [
            new("Help; desk, \\ night", ["+39 011 555 0100", "+39 011 555 0101"], ["help@example.com"]),
            new("Zoë 😀", [], ["zoe@example.com"]),
        ];
        var read = VCard.Read(VCard.Write(cards));
        Assert.Equal(cards.Select(Flat), read.Select(Flat));
    }

    [Fact]
    public void Name_WithALineBreak_CannotBeginAPropertyOfItsOwn()
    {
        var card = Assert.Single(VCard.Read(VCard.Write([new ContactCard("Ann\r\nTEL:+666", ["+1"], [])])));
        Assert.Equal(["+1"], card.Phones);
    }

    [Fact]
    public void Card_OfAPhone_IsReadWithItsGroupsParametersAndFoldedLines()
    {
        var card = Assert.Single(VCard.Read("BEGIN:VCARD\nVERSION:3.0\nN:Example;Ann;;;\nitem1.TEL;waid=1555:+1 555\n  123\nitem1.X-ABLabel:Mobile\nEMAIL;TYPE=WORK:a@example.com\nPHOTO;ENCODING=b:AAAA\nEND:VCARD"));
        Assert.Equal("Ann Example|+1 555 123|a@example.com", Flat(card));
    }

    [Theory]
    [InlineData("BEGIN:VCARD\nORG:Shop;Sales\nEND:VCARD", "Shop||")]
    [InlineData("begin:vcard\ntel:tel:+1\nend:vcard", "+1|+1|")]
    public void Card_WithoutAName_IsCalledByWhatItHas(string text, string expected) => Assert.Equal(expected, Flat(Assert.Single(VCard.Read(text))));

    [Theory]
    [InlineData("")]
    [InlineData("FN:Ann")]
    [InlineData("BEGIN:VCARD\nFN:Ann")]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD")]
    [InlineData("END:VCARD\nno colon at all")]
    public void Text_ThatIsNoCard_IsNone(string text) => Assert.Empty(VCard.Read(text));

    [Fact]
    public void Flood_OfCardsAndValues_IsCutShort()
    {
        var many = string.Concat(Enumerable.Repeat("BEGIN:VCARD\nFN:" + new string('x', 5000) + "\n" + string.Concat(Enumerable.Repeat("TEL:1\n", 100)) + "END:VCARD\n", 200));
        var cards = VCard.Read(many);
        Assert.Equal(50, cards.Count);
        Assert.All(cards, card => Assert.True(card is { Name.Length: <= 255, Phones.Count: <= 20 }));
    }

    private static string Flat(ContactCard card) => $"{card.Name}|{string.Join(' ', card.Phones)}|{string.Join(' ', card.Emails)}";
}
