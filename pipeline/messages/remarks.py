"""Why a row should be looked at: the doubts of `pipeline.doubts` and what a deadline was inferred from."""

from __future__ import annotations

REMARKS: dict[str, tuple[str, str]] = {
    "doubt-time-left": ("có lời chỉ thời gian chưa đọc được", "words of time that were not read"),
    "doubt-time-in-name": ("tên sản phẩm hoặc đơn vị chứa thời gian", "a time inside the name of a product or unit"),
    "doubt-open-time": ("thời hạn không có ngày cụ thể", "the deadline names no day"),
    "doubt-figure-left": ("có con số chưa đọc thành chỉ tiêu", "a figure that was not read as a target"),
    "doubt-doer-left": ("câu có thể nêu người thực hiện chưa đọc được", "a doer in the sentence may have been missed"),
    "doubt-unit-in-lower-case": ("tên đơn vị viết thường", "the unit's name is in lower case"),
    "doubt-unit-by-model": ("tên đơn vị do mô hình nhận dạng", "a unit's name was recognised by the model"),
    "doubt-product-left": ("có thể còn sản phẩm chưa đọc được", "a product may have been missed"),
    "doubt-several-products": ("nhiều sản phẩm trong một câu", "several products in one sentence"),
    "doubt-doubtful-cells": ("ô của dòng này có thể thuộc dòng khác", "cells of this row may belong to another"),
    "time-unknown": ("không rõ thời hạn là ngày nào", "it is unclear which day the deadline means"),
    "inferred-year": ("năm của thời hạn suy từ kế hoạch", "the deadline's year was taken from the plan"),
    "inferred-issued": ("thời hạn tính từ ngày ban hành", "the deadline was counted from the date of issue"),
    "inferred-wider": (
        "thời hạn chỉ nêu đầu, giữa hoặc tuần nào, chưa rõ ngày",
        "the deadline names a part of a time, no day",
    ),
    "inferred-holidays": ("đã trừ ngày nghỉ, ngày lễ", "weekends and public holidays were left out"),
}
