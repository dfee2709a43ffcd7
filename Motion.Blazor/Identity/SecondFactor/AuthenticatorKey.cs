using QRCoder;

namespace Motion.Blazor.Identity.SecondFactor;

/// <summary>The secret an authenticator app shares with Motion, in base 32.</summary>
internal sealed record AuthenticatorKey(string Secret, string Email)
{
    /// <summary>In groups of four, to be typed by hand.</summary>
    public string Grouped => string.Join(' ', Secret.Chunk(4).Select(group => new string(group)));

    /// <summary>What apps read from the picture (github.com/google/google-authenticator/wiki/Key-Uri-Format).</summary>
    public string Uri => $"otpauth://totp/Motion:{System.Uri.EscapeDataString(Email)}?secret={Secret}&issuer=Motion&digits=6";

    /// <summary>The picture as SVG, black on white.</summary>
    public string Picture()
    {
        using var drawing = QRCodeGenerator.GenerateQrCode(Uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(drawing);
        return svg.GetGraphic(4);
    }

    /// <summary>Says nothing of the secret: it makes the codes.</summary>
    public override string ToString() => $"Authenticator key of {Email}";
}
