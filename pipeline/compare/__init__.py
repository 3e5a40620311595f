"""What changed between two plans: their tasks aligned, and for each what became of it.

from pipeline import diff
diff("ke-hoach-2025.pdf", "ke-hoach-2026.pdf").to_frame()
"""
