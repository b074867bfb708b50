"""The KPI datasheet of a report: every item of its edition, what became of it, the figures and where they stand."""

from esgqa.datasheet.figures import KpiFigure, figures_by_kpi, tag_figures
from esgqa.datasheet.gaps import declared
from esgqa.datasheet.sheet import DatasheetRow, KpiStatus, Quote, SheetFigure, datasheet, kpi_row

__all__ = [
    "DatasheetRow",
    "KpiFigure",
    "KpiStatus",
    "Quote",
    "SheetFigure",
    "datasheet",
    "declared",
    "figures_by_kpi",
    "kpi_row",
    "tag_figures",
]
