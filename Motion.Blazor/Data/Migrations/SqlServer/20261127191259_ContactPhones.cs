using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.SqlServer
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
                type: "nvarchar(84)",
                maxLength: 84,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            // As SearchColumns.KeptPhones has it from now on.
            migrationBuilder.Sql(
                """
                UPDATE [Contacts] SET [SearchPhones] =
                  CASE WHEN COALESCE([Mobile], N'') <> N'' THEN NCHAR(2) + [Mobile] + NCHAR(3) ELSE N'' END +
                  CASE WHEN COALESCE([Phone], N'') <> N'' AND [Phone] <> COALESCE([Mobile], N'') THEN NCHAR(2) + [Phone] + NCHAR(3) ELSE N'' END;
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
