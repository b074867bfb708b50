"""How sure one is that there is no answer."""

from esgqa.answering.absence import sure_of_absence


def test_the_likelier_the_nearest_candidate_the_less_sure_is_its_absence() -> None:
    sure = [sure_of_absence(likely / 100) for likely in range(101)]
    assert sure == sorted(sure, reverse=True)
    assert 0.0 < sure[-1] < 0.1 < 0.9 < sure[0] < 1.0
    # a candidate that only just fails is no sign of absence
    assert sure_of_absence(0.4) < 0.5
