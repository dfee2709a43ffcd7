using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Motion.Providers.Outside;

/// <summary>Writes a body by hand, so that it holds exactly what a provider's page says; characters stay as they are.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
