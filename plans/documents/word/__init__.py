"""The printed form as a Word file: the same words in the same order as the PDF, in named styles an office can edit."""
