"""score_reading DIR: reads every annotated document of a corpus folder and says how well that went."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.reading import read
from directives.reading.leaving_out import left_out, words_only_in
from directives.reading.scoring import (
    CorpusError,
    Score,
    documents,
    interval,
    invented_dates,
    score,
)

_COLUMNS = ("span_p", "span_r", "span_f1", "lead_f1", "coord_f1", "dl_acc", "dated_acc", "rec_acc")


def _row(name: str, counts: Score) -> str:
    ratios = (
        counts.span_precision,
        counts.span_recall,
        counts.span_f1,
        counts.lead_f1,
        counts.coordinating_f1,
        counts.deadline_accuracy,
        counts.dated_accuracy,
        counts.recurring_accuracy,
    )
    cells = " ".join(f"{'-' if ratio is None else format(ratio, '.3f'):>9}" for ratio in ratios)
    return f"{name:<8} {counts.gold:>5} {counts.predicted:>5} {counts.matched:>5} {cells}"


def _span(counts: Score) -> float | None:
    return counts.span_f1


def _lead(counts: Score) -> float | None:
    return counts.lead_f1


def _coordinating(counts: Score) -> float | None:
    return counts.coordinating_f1


class Command(BaseCommand):
    help = "Scores the reading of conclusions against an annotated corpus (DIR/docs/*.txt, DIR/gold/*.json)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--leave-one-out",
            action="store_true",
            help="read each document without the words that only it has",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = documents(options["folder"])
        except (CorpusError, OSError, ValueError, KeyError) as error:
            raise CommandError(f"Cannot read the corpus: {error}") from error
        columns = " ".join(f"{column:>9}" for column in _COLUMNS)
        self.stdout.write(f"{'doc':<8} {'gold':>5} {'pred':>5} {'match':>5} {columns}")
        rows: list[Score] = []
        invented = 0
        texts = [document.text for document in found]
        gone = words_only_in(texts) if options["leave_one_out"] else [set() for _text in texts]
        for document, own in zip(found, gone, strict=True):
            with left_out(own):
                predicted = read(document.text).to_gold()["directives"]
            rows.append(score(document.gold, predicted))
            invented += invented_dates(document.gold, predicted)
            self.stdout.write(_row(document.name, rows[-1]))
        total = sum(rows, Score())
        self.stdout.write(_row("total", total))
        self.stdout.write(f"invented dates: {invented} in {total.predicted} directives")
        for name, figure in (("span_f1", _span), ("lead_f1", _lead), ("coord_f1", _coordinating)):
            bounds = interval(rows, figure)
            if bounds is not None:
                low, high = bounds
                self.stdout.write(f"{name}: {low:.2f} to {high:.2f} for nine in ten draws of such documents")
