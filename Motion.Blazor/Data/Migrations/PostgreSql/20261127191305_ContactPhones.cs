using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ContactPhones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SearchPhones",
                table: "Contacts",
                type: "character varying(84)",
                maxLength: 84,
                nullable: false,
                defaultValue: "",
                collation: "C");

            // As SearchColumns.KeptPhones has it from now on.
            migrationBuilder.Sql(
                """
                UPDATE "Contacts" SET "SearchPhones" =
                  CASE WHEN coalesce("Mobile", '') <> '' THEN chr(2) || "Mobile" || chr(3) ELSE '' END ||
                  CASE WHEN coalesce("Phone", '') <> '' AND "Phone" IS DISTINCT FROM "Mobile" THEN chr(2) || "Phone" || chr(3) ELSE '' END;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SearchPhones",
                table: "Contacts",
                column: "SearchPhones")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Contacts_SearchPhones",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "SearchPhones",
                table: "Contacts");
        }
    }
}
