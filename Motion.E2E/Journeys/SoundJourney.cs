using System.Text;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>What is heard at the desk: the ring, held back or not, once or on and on; voice messages, faster.</summary>
public sealed class SoundJourney(Chromium chromium)
{
    [Journey]
    public async Task BlockedSound_IsToldAndAllowedByOneClick_AndRingsUntilTaken()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (door, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await door.SignInAsDemoAsync("agent-one");
        // As when the browser opens by itself in the morning.
        var agent = await door.Context.NewPageAsync();
        await agent.ListenAsync();
        await using var untouched = await UntouchedPage.OpenAsync(agent, "/desk");
        const string told = "[...document.querySelectorAll('button')].find(button => button.textContent.includes('Sound is blocked'))";
        await untouched.UntilAsync($"{told}?.checkVisibility()");
        await phone.TakePhoneAsync("Support", "Wim", "+39 333 666 0001");
        await phone.WriteAsCustomerAsync("Do you hear me?");
        await untouched.UntilAsync("document.querySelector('[aria-label=\"Offer: Wim\"]') && heard.playing === 1");
        await untouched.UntilAsync("heard.rings === 0");

        await untouched.ClickAsync(told);

        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Sound is blocked" })).ToHaveCountAsync(0);
        await agent.HearsAsync(rings: 2);
        await agent.Keyboard.PressAsync("a");
        await agent.HearsNothingAsync();
        await Assertions.Expect(agent.Message("Do you hear me?")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task RingingOnce_IsRememberedAndRingsOnceForEachOffer_AsLoudAsWanted()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.ListenAsync();
        await agent.SitDownAsync("agent-one");
        var state = agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") });
        await state.ClickAsync();
        await Assertions.Expect(agent.GetByLabel("Ring until somebody takes it")).ToBeCheckedAsync();
        await agent.GetByLabel("Ring until somebody takes it").UncheckAsync();
        await agent.ReloadAsync();
        await agent.InteractiveAsync();
        await state.ClickAsync();
        await Assertions.Expect(agent.GetByLabel("Ring until somebody takes it")).Not.ToBeCheckedAsync();
        await agent.Keyboard.PressAsync("Escape");

        await WriteAsync("Xeno", "+39 333 666 0002");
        await agent.HearsAsync(rings: 1);
        await agent.HearsNothingAsync();
        await WriteAsync("Yara", "+39 333 666 0003");
        await agent.HearsAsync(rings: 2);
        await agent.HearsNothingAsync();
        Assert.Equal(2, await agent.RingsAsync());

        await state.ClickAsync();
        await agent.GetByLabel("Volume").FillAsync("0");
        await agent.HearsNothingAsync();
        await agent.EvaluateAsync("() => { heard.loudest = 0; }");
        await agent.Keyboard.PressAsync("Escape");
        await WriteAsync("Zita", "+39 333 666 0004");
        await agent.WaitForFunctionAsync("() => heard.playing === 1");
        await agent.HearsNothingAsync();
        Assert.Equal(0, await agent.EvaluateAsync<double>("() => heard.loudest"));

        async Task WriteAsync(string name, string number)
        {
            await phone.TakePhoneAsync("Support", name, number);
            await phone.WriteAsCustomerAsync("Hello");
            await agent.OfferOf(name).WaitForAsync();
        }
    }

    [Journey]
    public async Task VoiceMessages_PlayAsFastAsTheLastOneWasSet()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Vito", "Listen to this", "+39 333 666 0005");
        await SpeakAsync("First of two");
        var first = agent.Message("First of two").Locator("audio");

        await agent.Message("First of two").GetByRole(AriaRole.Button, new() { NameRegex = new("^Speed") }).ClickAsync();

        await Assertions.Expect(agent.Message("First of two").Locator("[data-factor]")).ToHaveTextAsync("1.5×");
        await Assertions.Expect(first).ToHaveJSPropertyAsync("playbackRate", 1.5);
        await first.EvaluateAsync("audio => audio.play()");
        await Assertions.Expect(first).ToHaveJSPropertyAsync("ended", true);
        await SpeakAsync("Second of two");
        await Assertions.Expect(agent.Message("Second of two").Locator("audio")).ToHaveJSPropertyAsync("playbackRate", 1.5);
        await agent.ReloadAsync();
        await Assertions.Expect(agent.Message("Second of two").Locator("[data-factor]")).ToHaveTextAsync("1.5×");
        await Assertions.Expect(first).ToHaveJSPropertyAsync("playbackRate", 1.5);

        async Task SpeakAsync(string words)
        {
            await phone.Locator("#phone-file").SetInputFilesAsync(new FilePayload { Name = "words.wav", MimeType = "audio/wav", Buffer = Tone() });
            await phone.WriteAsCustomerAsync(words);
            await Assertions.Expect(agent.Message(words).Locator("audio")).ToHaveJSPropertyAsync("duration", 1);
        }
    }

    /// <summary>A second of a tone as a WAV file.</summary>
    private static byte[] Tone()
    {
        const int rate = 8000;
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + rate);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(rate);
        for (var i = 0; i < rate; i++)
            writer.Write((byte)(128 + 100 * Math.Sin(2 * Math.PI * 440 * i / rate)));
        return file.ToArray();
    }
}
