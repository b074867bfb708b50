"""Gold questions, what a right answer is, metrics, baselines, the gate, and reports for people and scripts."""

from esgqa.evaluation.gold import GoldQuestion, load_gold
from esgqa.evaluation.main import run_eval
from esgqa.evaluation.run import Evaluation, evaluate

__all__ = ["Evaluation", "GoldQuestion", "evaluate", "load_gold", "run_eval"]
