"""The content as a workbook that a clerk edits, and back into its files. Imported only by the commands for it."""
