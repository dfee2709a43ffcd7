using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 84,
                nullable: false,
                defaultValue: "");

            // As SearchColumns.KeptPhones has it from now on.
            migrationBuilder.Sql(
                """
                UPDATE "Contacts" SET "SearchPhones" =
                  CASE WHEN ifnull("Mobile", '') <> '' THEN char(2) || "Mobile" || char(3) ELSE '' END ||
                  CASE WHEN ifnull("Phone", '') <> '' AND "Phone" IS NOT "Mobile" THEN char(2) || "Phone" || char(3) ELSE '' END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SearchPhones",
                table: "Contacts");
        }
    }
}
