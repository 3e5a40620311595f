"""Plans written for this project: one source each, from which the DOCX, PDF, TXT and the gold table are made."""
