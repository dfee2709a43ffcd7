using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Kaleyra;
using Motion.Providers.Meta;
using Motion.Providers.Outside;
using Motion.Providers.SinchV2;
using Motion.Providers.Twilio;

namespace Motion.Tests.Providers;

public sealed class FailureTableTests
{
    /// <summary>Every code of providers.md 1.8.</summary>
    public static TheoryData<OutsideFailureKind, string> TwilioTable => new()
    {
        { OutsideFailureKind.OutsideWindow, "63016" },
        { OutsideFailureKind.RateLimited, "20429 63018 63017 63038 21611 30001" },
        { OutsideFailureKind.InvalidRecipient, "21211 21614 21612 63003 63024 63015 63031 63033 21610 63014" },
        { OutsideFailureKind.AuthFailed, "20003 63001 63002 63007 63008 30002 21606 21212" },
        { OutsideFailureKind.TemplateRejected, "63027 63028 63029 63030 63040 63041 63042 21655 21656" },
        { OutsideFailureKind.MediaTooLarge, "63034 11751" },
        { OutsideFailureKind.Unknown, "63019 63037 21620 21623 63005 63006 63013 63020 63021 63022 63023 63025 63026 63032 63036 30007 21617 21602 21603 21604 12300" },
        { OutsideFailureKind.Transient, "20500 20503 63009 63010 63012 30008 30410" },
    };

    /// <summary>Every code of providers.md 3.8.</summary>
    public static TheoryData<OutsideFailureKind, string> MetaTable => new()
    {
        { OutsideFailureKind.OutsideWindow, "131047" },
        { OutsideFailureKind.RateLimited, "4 80007 130429 131056 131048 131064 133016" },
        { OutsideFailureKind.InvalidRecipient, "131026 131021 131030 130403 131050 131062 137000" },
        { OutsideFailureKind.AuthFailed, "0 3 10 190 200 250 299 131005 33 131031 368 130497 131037 131042 131045 133010 134011" },
        { OutsideFailureKind.TemplateRejected, "132000 132001 132005 132007 132008 132012 132015 132016 132018 131063 132068 132069 134100 134101 134102 2388019" },
        { OutsideFailureKind.Transient, "131053 131052 1 2 131000 131016 131057 133004 2494100" },
        { OutsideFailureKind.Unknown, "130472 131049 100 131008 131009 131051 131055 135000" },
    };

    [Theory]
    [MemberData(nameof(TwilioTable))]
    public void TwilioCodes_InAStatusAndInAnAnswer_AreOfTheKindOfTheTable(OutsideFailureKind kind, string codes)
    {
        Assert.All(codes.Split(' '), code =>
        {
            Assert.Equal((kind, code), (TwilioFailures.OfStatus(code, null).Kind, TwilioFailures.OfStatus(code, null).Code));
            Assert.Equal(kind, TwilioFailures.OfAnswer(Answer(400, $$"""{"code":{{code}}}""")).Kind);
        });
    }

    [Theory]
    [MemberData(nameof(MetaTable))]
    public void MetaCodes_InAStatusAndInAnAnswer_AreOfTheKindOfTheTable(OutsideFailureKind kind, string codes)
    {
        Assert.All(codes.Split(' '), code =>
        {
            using var error = JsonDocument.Parse($$"""{"code":{{code}}}""");
            Assert.Equal(kind, MetaFailures.OfStatus(error.RootElement).Kind);
            Assert.Equal(kind, MetaFailures.OfAnswer(Answer(400, $$"""{"error":{"code":{{code}} } }""")).Kind);
        });
    }

    [Theory]
    [InlineData(131047, 400, OutsideFailureKind.OutsideWindow, RetryAdvice.Never)]
    [InlineData(4, 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(80007, 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(130429, 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(131056, 400, OutsideFailureKind.RateLimited, RetryAdvice.SafeForThisCustomerLater)]
    [InlineData(131048, 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(131026, 400, OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(131030, 400, OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(0, 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(190, 401, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(200, 403, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(299, 403, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(131042, 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(132001, 404, OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData(134102, 400, OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData(131053, 400, OutsideFailureKind.Transient, RetryAdvice.SafeOnce)]
    [InlineData(131000, 500, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(131016, 400, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(100, 400, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(100, 500, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(130472, 400, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(777777, 400, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(777777, 429, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(777777, 401, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(777777, 503, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    public void MetaCode_InAnAnswer_IsTranslated(int code, int status, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = MetaFailures.OfAnswer(Answer(status, $$"""{"error":{"code":{{code}},"message":"m","error_data":{"details":"d"} } }"""));
        Assert.Equal((kind, retry, code.ToString(), "m: d"), (failure.Kind, failure.Retry, failure.Code, failure.Detail));
    }

    [Fact]
    public void Meta_OddAnswers_AreTranslated()
    {
        Assert.Equal(OutsideFailureKind.MediaTooLarge, Of(400, """{"error":{"code":131053,"error_data":{"details":"File size exceeds the limit"}}}""").Kind);
        Assert.Equal(RetryAdvice.OutcomeUnknown, Of(400, """{"error":{"code":777777,"is_transient":true}}""").Retry);
        Assert.Equal(RetryAdvice.Safe, Of(400, """{"error":{"code":130429,"is_transient":true}}""").Retry);
        Assert.Equal(TimeSpan.FromSeconds(6), Of(400, """{"error":{"code":131056}}""").RetryAfter);
        Assert.Equal(TimeSpan.FromHours(24), Of(400, """{"error":{"code":131049}}""").RetryAfter);
        Assert.Equal(("HTTP 400", OutsideFailureKind.Unknown), (Of(400, "[1]").Code, Of(400, "[1]").Kind));
        Assert.Equal(OutsideFailureKind.Unknown, Of(302, "").Kind);

        static OutsideFailure Of(int status, string body) => MetaFailures.OfAnswer(Answer(status, body));
    }

    [Theory]
    [InlineData(131000, OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData(131056, OutsideFailureKind.RateLimited, RetryAdvice.SafeForThisCustomerLater)]
    [InlineData(131026, OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(777777, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    public void MetaCode_InAStatus_IsSurelyNotDelivered(int code, OutsideFailureKind kind, RetryAdvice retry)
    {
        using var error = JsonDocument.Parse($$"""{"code":{{code}},"title":"t"}""");
        var failure = MetaFailures.OfStatus(error.RootElement);
        Assert.Equal((kind, retry, "t"), (failure.Kind, failure.Retry, failure.Detail));
    }

    [Theory]
    [InlineData(63016, 400, OutsideFailureKind.OutsideWindow, RetryAdvice.Never)]
    [InlineData(20429, 429, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(63018, 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(21211, 400, OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(63007, 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(21656, 400, OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData(11751, 400, OutsideFailureKind.MediaTooLarge, RetryAdvice.Never)]
    [InlineData(63019, 400, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(20500, 500, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(99999, 403, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    public void TwilioCode_InAnAnswer_IsTranslated(int code, int status, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = TwilioFailures.OfAnswer(Answer(status, $$"""{"code":{{code}},"message":"m","status":{{status}}}"""));
        Assert.Equal((kind, retry, code.ToString(), "m"), (failure.Kind, failure.Retry, failure.Code, failure.Detail));
    }

    [Theory]
    [InlineData("30008", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("63018", OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData("63024", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(null, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData("nonsense", OutsideFailureKind.Unknown, RetryAdvice.Never)]
    public void TwilioCode_InAStatus_IsSurelyNotDelivered(string? code, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = TwilioFailures.OfStatus(code, "d");
        Assert.Equal((kind, retry), (failure.Kind, failure.Retry));
    }

    [Theory]
    [InlineData("OUTSIDE_ALLOWED_SENDING_WINDOW", OutsideFailureKind.OutsideWindow, RetryAdvice.Never)]
    [InlineData("RATE_LIMITED", OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData("RECIPIENT_INVALID_CHANNEL_IDENTITY", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("RECIPIENT_NOT_REACHABLE", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("RECIPIENT_NOT_OPTED_IN", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("CONTACT_NOT_FOUND", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("NO_CHANNEL_IDENTITY_FOR_CONTACT", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("CHANNEL_BAD_CONFIGURATION", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("CHANNEL_CONFIGURATION_MISSING", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("UNKNOWN_APP", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("NO_PERMISSION", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("INTERNAL_ERROR", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("CHANNEL_FAILURE", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("DELIVERY_TIMED_OUT", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("TEMPLATE_NOT_FOUND", OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData("TEMPLATE_INSUFFICIENT_PARAMETERS", OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData("TEMPLATE_NON_EXISTING_LANGUAGE_OR_VERSION", OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData("MEDIA_TOO_LARGE", OutsideFailureKind.MediaTooLarge, RetryAdvice.Never)]
    [InlineData("MEDIA_NOT_REACHABLE", OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData("CHANNEL_REJECT", OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData("SOMETHING_NEW", OutsideFailureKind.Unknown, RetryAdvice.Never)]
    public void SinchReason_InAReport_IsTranslated(string code, OutsideFailureKind kind, RetryAdvice retry)
    {
        using var reason = JsonDocument.Parse($$"""{"code":"{{code}}","description":"d","sub_code":"UNSPECIFIED_SUB_CODE"}""");
        Assert.Equal(new OutsideFailure(kind, retry, code, "d"), SinchFailures.OfReport(reason.RootElement));
    }

    [Theory]
    [InlineData("CHANNEL_FAILURE", "131047", OutsideFailureKind.OutsideWindow, "131047")]
    [InlineData("UNKNOWN", "131049", OutsideFailureKind.Unknown, "131049")]
    [InlineData("RECIPIENT_NOT_REACHABLE", "130472", OutsideFailureKind.InvalidRecipient, "130472")]
    [InlineData("RATE_LIMITED", "not Meta's", OutsideFailureKind.RateLimited, "not Meta's")]
    public void SinchReason_WithMetasCode_IsReadByMetasTableFirst(string code, string channelCode, OutsideFailureKind kind, string shown)
    {
        using var reason = JsonDocument.Parse($$"""{"code":"{{code}}","channel_code":"{{channelCode}}"}""");
        var failure = SinchFailures.OfReport(reason.RootElement);
        Assert.Equal((kind, shown), (failure.Kind, failure.Code));
        Assert.Equal(channelCode == "131049" ? TimeSpan.FromHours(24) : null, failure.RetryAfter);
    }

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(401, "UNAUTHENTICATED", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(403, "PERMISSION_DENIED", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(404, "NOT_FOUND", OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(429, "RESOURCE_EXHAUSTED", OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(500, "INTERNAL", OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(501, "UNIMPLEMENTED", OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(503, "UNAVAILABLE", OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData(400, "TEMPLATE_NOT_FOUND", OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    public void SinchError_InAnAnswer_IsTranslated(int status, string name, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = SinchFailures.OfAnswer(Answer(status, $$"""{"error":{"code":{{status}},"message":"m","status":"{{name}}","details":[{"x":1}]} }"""));
        Assert.Equal((kind, retry), (failure.Kind, failure.Retry));
        Assert.NotNull(failure.Detail);
    }

    [Fact]
    public void SinchError_WithAReasonInItsDetails_IsReadByIt()
    {
        var failure = SinchFailures.OfAnswer(Answer(400, """{"error":{"message":"m","status":"FAILED_PRECONDITION","details":[{"x":1},{"reason":"MEDIA_TOO_LARGE"}]}}"""));
        Assert.Equal((OutsideFailureKind.MediaTooLarge, "MEDIA_TOO_LARGE"), (failure.Kind, failure.Code));
    }

    [Theory]
    [InlineData("RBC001", 401, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("WAV2401", 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("WAV2 401", 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("WA401", 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("E110", 400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("WA429", 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData("WAV2101", 400, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData("WA500", 400, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    [InlineData("WA400", 400, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData("131026", 400, OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData("132001", 400, OutsideFailureKind.TemplateRejected, RetryAdvice.Never)]
    [InlineData("NEW1", 403, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData("NEW1", 429, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData("NEW1", 500, OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown)]
    public void KaleyraCode_InAnAnswer_IsTranslated(string code, int status, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = KaleyraFailures.OfAnswer(Answer(status, $$"""{"code":"{{code}}","message":"m","data":{},"error":{} }"""));
        Assert.Equal((kind, retry, code, "m"), (failure.Kind, failure.Retry, failure.Code, failure.Detail));
    }

    [Fact]
    public void Kaleyra_OddAnswers_AreTranslated()
    {
        Assert.Equal((OutsideFailureKind.InvalidRecipient, "to: invalid number"), Of("""{"error":{"to":"invalid number"}}"""));
        Assert.Equal((OutsideFailureKind.Unknown, "media: invalid media type"), Of("""{"error":{"media":"invalid media type"}}"""));
        Assert.Equal((OutsideFailureKind.InvalidRecipient, "message: Invalid number"), Of("""{"error":{"code":"E13001","message":"Invalid number"}}"""));
        Assert.Equal((OutsideFailureKind.Unknown, "bad request"), Of("""{"error":"bad request"}"""));
        Assert.Equal((OutsideFailureKind.Unknown, null), Of("<html>"));
        Assert.Equal((OutsideFailureKind.Unknown, null), Of("[1]"));

        static (OutsideFailureKind, string?) Of(string body)
        {
            var failure = KaleyraFailures.OfAnswer(Answer(400, body));
            return (failure.Kind, failure.Detail);
        }
    }

    [Theory]
    [InlineData("131000", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("WA500", OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData("131026", OutsideFailureKind.InvalidRecipient, RetryAdvice.Never)]
    [InlineData(null, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    public void KaleyraCode_InAStatus_IsSurelyNotDelivered(string? code, OutsideFailureKind kind, RetryAdvice retry)
    {
        var failure = KaleyraFailures.OfStatus(code, "d");
        Assert.Equal((kind, retry), (failure.Kind, failure.Retry));
    }

    private static ProviderReply.Answered Answer(int status, string body) => new(status, System.Text.Encoding.UTF8.GetBytes(body), null);
}
