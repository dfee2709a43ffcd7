using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Motion.Blazor.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class NeighbouringWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Messages_SearchText",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_SearchName_Trigrams",
                table: "Contacts");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_SearchPhones",
                table: "Contacts");

            // PostgreSqlTextIndex asks for just these expressions.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_Messages_SearchText_Trigrams" ON "Messages" USING gin (replace("SearchText", ' ', 'q') gin_trgm_ops);
                CREATE INDEX "IX_Contacts_SearchName_Trigrams" ON "Contacts" USING gin (replace("SearchName", ' ', 'q') gin_trgm_ops);
                CREATE INDEX "IX_Contacts_SearchPhones_Trigrams" ON "Contacts" USING gin (replace("SearchPhones", ' ', 'q') gin_trgm_ops);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX "IX_Messages_SearchText_Trigrams";
                DROP INDEX "IX_Contacts_SearchName_Trigrams";
                DROP INDEX "IX_Contacts_SearchPhones_Trigrams";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SearchText",
                table: "Messages",
                column: "SearchText")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SearchName_Trigrams",
                table: "Contacts",
                column: "SearchName")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SearchPhones",
                table: "Contacts",
                column: "SearchPhones")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });
        }
    }
}
