using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CannedAnswerKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CannedAnswers_AccountId_Key",
                table: "CannedAnswers");

            migrationBuilder.AddColumn<string>(
                name: "NormalizedKey",
                table: "CannedAnswers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            // As CannedAnswer.NormalizedKey has it from now on. Of two that were added in the same moment the later one gets its number as well.
            migrationBuilder.Sql(
                """
                UPDATE "CannedAnswers" SET "Key" = substr("Key", 1, 28) || '-' || "Id"
                WHERE EXISTS (SELECT 1 FROM "CannedAnswers" AS other
                  WHERE other."Id" < "CannedAnswers"."Id" AND upper(other."Key") = upper("CannedAnswers"."Key")
                    AND coalesce(other."AccountId", 0) = coalesce("CannedAnswers"."AccountId", 0));
                UPDATE "CannedAnswers" SET "NormalizedKey" = upper("Key");
                """);

            migrationBuilder.CreateIndex(
                name: "IX_CannedAnswers_AccountId_NormalizedKey",
                table: "CannedAnswers",
                columns: new[] { "AccountId", "NormalizedKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CannedAnswers_General",
                table: "CannedAnswers",
                column: "NormalizedKey",
                unique: true,
                filter: "\"AccountId\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CannedAnswers_AccountId_NormalizedKey",
                table: "CannedAnswers");

            migrationBuilder.DropIndex(
                name: "IX_CannedAnswers_General",
                table: "CannedAnswers");

            migrationBuilder.DropColumn(
                name: "NormalizedKey",
                table: "CannedAnswers");

            migrationBuilder.CreateIndex(
                name: "IX_CannedAnswers_AccountId_Key",
                table: "CannedAnswers",
                columns: new[] { "AccountId", "Key" });
        }
    }
}
