namespace Motion.Blazor.Features.Contacts;

/// <summary>Marker of the resource files.</summary>
internal sealed class ContactsWords;
