using Microsoft.Playwright;

namespace Motion.E2E.Support;

/// <summary>What a person at the page hears: listens to what reaches the loudspeaker, not to what the page means to play.</summary>
internal static class Ears
{
    private const string Script =
        """
        // Sounds after a silence, sounds that go on, and how loud it has been at the most.
        window.heard = { rings: 0, playing: 0, loudest: 0 };
        const listen = output => {
          const ear = output.context.createAnalyser();
          const samples = new Float32Array(ear.fftSize);
          let quiet = 5;
          connect.call(output, ear);
          setInterval(() => {
            ear.getFloatTimeDomainData(samples);
            const peak = Math.max(...samples.map(Math.abs));
            window.heard.loudest = Math.max(window.heard.loudest, peak);
            if (peak > 0.01 && quiet >= 5) window.heard.rings++;
            quiet = peak > 0.01 ? 0 : quiet + 1;
          }, 20);
        };
        const { connect } = AudioNode.prototype;
        AudioNode.prototype.connect = function (to, ...rest) {
          if (to === this.context.destination) listen(this);
          return connect.call(this, to, ...rest);
        };
        const { start } = AudioBufferSourceNode.prototype;
        AudioBufferSourceNode.prototype.start = function (...when) {
          window.heard.playing++;
          this.addEventListener('ended', () => window.heard.playing--);
          return start.apply(this, when);
        };
        """;

    /// <summary>From the next page on.</summary>
    public static Task ListenAsync(this IPage page) => page.Context.AddInitScriptAsync(Script);

    public static Task<IJSHandle> HearsAsync(this IPage page, int rings) => page.WaitForFunctionAsync("rings => heard.rings >= rings", rings);

    public static Task<int> RingsAsync(this IPage page) => page.EvaluateAsync<int>("() => heard.rings");

    /// <summary>Until what was played has come to its end or was ended.</summary>
    public static Task<IJSHandle> HearsNothingAsync(this IPage page) => page.WaitForFunctionAsync("() => heard.playing === 0");
}
