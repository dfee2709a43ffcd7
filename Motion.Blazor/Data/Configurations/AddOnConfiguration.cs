using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers.Video;

namespace Motion.Blazor.Data.Configurations;

internal sealed class MessageTranslationConfiguration : IEntityTypeConfiguration<MessageTranslation>
{
    public void Configure(EntityTypeBuilder<MessageTranslation> translation)
    {
        translation.HasKey(t => new { t.MessageId, t.Language });
        translation.Property(t => t.Language).HasMaxLength(MessageTranslation.LongestLanguage);
        translation.Property(t => t.SourceLanguage).HasMaxLength(MessageTranslation.LongestLanguage);
        translation.Property(t => t.TextHash).HasMaxLength(64);
        translation.HasOne<Message>().WithMany().HasForeignKey(t => t.MessageId);
    }
}

internal sealed class ReadingLanguageConfiguration : IEntityTypeConfiguration<ReadingLanguage>
{
    public void Configure(EntityTypeBuilder<ReadingLanguage> reading)
    {
        reading.HasKey(r => new { r.UserId, r.InteractionId });
        reading.Property(r => r.Language).HasMaxLength(MessageTranslation.LongestLanguage);
        reading.HasOne<MotionUser>().WithMany().HasForeignKey(r => r.UserId);
        reading.HasOne<Interaction>().WithMany().HasForeignKey(r => r.InteractionId);
    }
}

internal sealed class VideoCallConfiguration : IEntityTypeConfiguration<VideoCall>
{
    public void Configure(EntityTypeBuilder<VideoCall> call)
    {
        call.HasKey(c => c.ClientKey);
        call.Property(c => c.ClientKey).ValueGeneratedNever();
        call.Property(c => c.MeetingId).HasMaxLength(VideoCall.LongestId);
        call.Property(c => c.AgentUrl).HasMaxLength(VideoMeeting.LongestUrl);
        call.Property(c => c.CustomerUrl).HasMaxLength(VideoMeeting.LongestUrl);
        call.HasOne<Interaction>().WithMany().HasForeignKey(c => c.InteractionId);
    }
}
