"""The sources: each module holds one fictional plan as `PLAN`, its text and its annotation side by side."""
