using System.Buffers.Binary;
using System.Text;

namespace Motion.Bench.Support;

/// <summary>As much of MessagePack, in the frames of SignalR, as a circuit needs: messages are arrays of numbers, texts, bytes and arrays.</summary>
internal static class BlazorPack
{
    /// <summary>A framed message: its length in groups of seven bits, then the array.</summary>
    public static byte[] Frame(params ReadOnlySpan<object?> message)
    {
        var body = new List<byte>(256);
        Write(body, message.ToArray());
        var frame = new List<byte>(body.Count + 5);
        var length = (uint)body.Count;
        do
        {
            var part = (byte)(length & 0x7f);
            length >>= 7;
            frame.Add(length > 0 ? (byte)(part | 0x80) : part);
        }
        while (length > 0);
        frame.AddRange(body);
        return [.. frame];
    }

    /// <summary>Takes the framed messages out of what has come, and leaves what is not whole yet.</summary>
    public static IEnumerable<object?[]> Take(List<byte> received)
    {
        while (true)
        {
            var (length, head) = Length(received);
            if (head == 0 || received.Count < head + length)
                yield break;
            var reader = new Reader([.. received.GetRange(head, length)]);
            received.RemoveRange(0, head + length);
            yield return (object?[])reader.Read()!;
        }
    }

    private static (int Length, int Head) Length(List<byte> received)
    {
        var length = 0;
        for (var i = 0; i < Math.Min(5, received.Count); i++)
        {
            length |= (received[i] & 0x7f) << (7 * i);
            if ((received[i] & 0x80) == 0)
                return (length, i + 1);
        }
        return (0, 0);
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xc0);
                break;
            case bool flag:
                to.Add(flag ? (byte)0xc3 : (byte)0xc2);
                break;
            case int or long:
                to.Add(0xd3);
                Span<byte> number = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(number, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                to.AddRange(number);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.Add(0xdb);
                WriteLength(to, bytes.Length);
                to.AddRange(bytes);
                break;
            case IReadOnlyDictionary<string, object?> { Count: 0 }:
                to.Add(0x80);
                break;
            case object?[] array:
                to.Add(0xdd);
                WriteLength(to, array.Length);
                foreach (var item in array)
                    Write(to, item);
                break;
            default:
                throw new NotSupportedException($"A circuit sends no {value.GetType().Name}.");
        }
    }

    private static void WriteLength(List<byte> to, int length)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, length);
        to.AddRange(number);
    }

    private sealed class Reader(byte[] data)
    {
        private int _at;

        public object? Read()
        {
            var tag = data[_at++];
            return tag switch
            {
                <= 0x7f => (long)tag,
                >= 0xe0 => (long)(sbyte)tag,
                >= 0x80 and <= 0x8f => Map(tag & 0x0f),
                >= 0x90 and <= 0x9f => Array(tag & 0x0f),
                >= 0xa0 and <= 0xbf => Text(tag & 0x1f),
                0xc0 => null,
                0xc2 => false,
                0xc3 => true,
                0xc4 => Bytes((int)Number(1)),
                0xc5 => Bytes((int)Number(2)),
                0xc6 => Bytes((int)Number(4)),
                0xca => (double)BinaryPrimitives.ReadSingleBigEndian(Span(4)),
                0xcb => BinaryPrimitives.ReadDoubleBigEndian(Span(8)),
                0xcc => Number(1),
                0xcd => Number(2),
                0xce => Number(4),
                0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Span(8)),
                0xd0 => (long)(sbyte)Span(1)[0],
                0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Span(2)),
                0xd2 => (long)BinaryPrimitives.ReadInt32BigEndian(Span(4)),
                0xd9 => Text((int)Number(1)),
                0xda => Text((int)Number(2)),
                0xdb => Text((int)Number(4)),
                0xdc => Array((int)Number(2)),
                0xdd => Array((int)Number(4)),
                0xde => Map((int)Number(2)),
                0xdf => Map((int)Number(4)),
                _ => throw new NotSupportedException($"A circuit sends no {tag:x2}."),
            };
        }

        private ReadOnlySpan<byte> Span(int length)
        {
            _at += length;
            return data.AsSpan(_at - length, length);
        }

        private long Number(int length)
        {
            long value = 0;
            foreach (var part in Span(length))
                value = (value << 8) | part;
            return value;
        }

        private string Text(int length) => Encoding.UTF8.GetString(Span(length));

        private byte[] Bytes(int length) => Span(length).ToArray();

        private object?[] Array(int length)
        {
            var items = new object?[length];
            for (var i = 0; i < length; i++)
                items[i] = Read();
            return items;
        }

        private Dictionary<string, object?> Map(int length)
        {
            var map = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < length; i++)
                map[Read()?.ToString() ?? ""] = Read();
            return map;
        }
    }
}
