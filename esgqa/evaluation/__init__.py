"""Gold sets, scores, the gate: how well a library answers, measured."""

from esgqa.evaluation.gold import GoldQuestion, load_gold
from esgqa.evaluation.run import evaluate, run_eval
from esgqa.evaluation.scoring import Outcome, score

__all__ = ["GoldQuestion", "Outcome", "evaluate", "load_gold", "run_eval", "score"]
