"""What a set leaves unmarked is filled in by a model that knows it; what the set marks is never touched."""

from pipelines.mention.names import NamedSpan
from pipelines.training.names_cross import cross_label
from pipelines.training.names_sets import Example


class Knows:
    """A model that finds fixed (name, fine type, score) by each convention."""

    def __init__(self, **names):
        self._names = names

    def find(self, sentences, convention="house"):
        return [
            [
                NamedSpan(at, at + len(name), fine, score, fine)
                for name, fine, score in self._names.get(convention, [])
                if (at := sentence.find(name)) >= 0
            ]
            for sentence in sentences
        ]


def filled(model, unmarked):
    text = "小林经理用星河"
    (item,) = cross_label(model, [Example(text, ((0, 2, ("Person",)),), frozenset(unmarked), "msra")])
    assert item.unmarked == frozenset()
    return [[(text[a:b], types) for a, b, types in part] for part in (item.spans, item.maybe)]


def test_sure_names_of_unmarked_types_are_taken():
    model = Knows(boson=[("星河", "Product", 0.9)], cluener=[("经理", "Position", 0.8)])
    assert filled(model, {"Product", "Position"}) == [
        [("小林", ("Person",)), ("经理", ("Position",)), ("星河", ("Product",))],
        [],
    ]


def test_unsure_names_stay_open_and_unlikely_ones_are_no_names():
    model = Knows(boson=[("星河", "Product", 0.5)], cluener=[("经理", "Position", 0.1)])
    assert filled(model, {"Product", "Position"})[1] == [("星河", ("Product",))]


def test_marked_types_and_marked_names_are_left_alone():
    model = Knows(boson=[("星河", "Product", 0.9)], cluener=[("小林经理", "Position", 0.99)])
    assert filled(model, {"Position"}) == [[("小林", ("Person",))], []]


def test_only_the_teacher_of_a_type_is_asked():
    assert filled(Knows(cluener=[("星河", "Product", 0.9)]), {"Product"}) == [[("小林", ("Person",))], []]
