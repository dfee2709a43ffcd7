using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SearchedStretches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interactions_AcceptedWait",
                table: "Interactions");

            migrationBuilder.DropIndex(
                name: "IX_Interactions_ClosedAt",
                table: "Interactions");

            migrationBuilder.DropIndex(
                name: "IX_Interactions_MessageCount",
                table: "Interactions");

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_AcceptedWait_LastMessageAt",
                table: "Interactions",
                columns: new[] { "AcceptedWait", "LastMessageAt" })
                .Annotation("Npgsql:IndexInclude", new[] { "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_ClosedAt_LastMessageAt",
                table: "Interactions",
                columns: new[] { "ClosedAt", "LastMessageAt" })
                .Annotation("Npgsql:IndexInclude", new[] { "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_MessageCount_LastMessageAt",
                table: "Interactions",
                columns: new[] { "MessageCount", "LastMessageAt" })
                .Annotation("Npgsql:IndexInclude", new[] { "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interactions_AcceptedWait_LastMessageAt",
                table: "Interactions");

            migrationBuilder.DropIndex(
                name: "IX_Interactions_ClosedAt_LastMessageAt",
                table: "Interactions");

            migrationBuilder.DropIndex(
                name: "IX_Interactions_MessageCount_LastMessageAt",
                table: "Interactions");

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_AcceptedWait",
                table: "Interactions",
                column: "AcceptedWait");

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_ClosedAt",
                table: "Interactions",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_MessageCount",
                table: "Interactions",
                column: "MessageCount");
        }
    }
}
