"""Random moves: answer anything, change anything, take anything back; after each move the interview is compared with
what its answers alone come to."""

from __future__ import annotations

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests import deep
from tests.engines import conclusions
from tests.scale import RANK
from tests.strategies import Sketch, every_answer, sketches
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.interview.interview import Interview
from triage.language.evaluate import INAPPLICABLE, Answer


class Conversation(RuleBasedStateMachine):
    """`told` is what the person stands by."""

    @initialize(sketch=sketches())
    def begin(self, sketch: Sketch) -> None:
        self.base = sketch.build()
        self.interview = Interview(self.base)
        self.told: dict[str, Answer] = {}

    def an_answer(self, data: st.DataObject, name: str) -> Answer:
        return data.draw(st.sampled_from(every_answer(self.base.questions[name])))

    @precondition(lambda self: len(self.told) < len(self.base.questions))
    @rule(data=st.data())
    def answer_out_of_turn(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from([name for name in self.base.questions if name not in self.told]))
        before, urgency = conclusions(self.interview.session), self.interview.session.urgency
        self.told[name] = self.an_answer(data, name)
        self.interview.answer({name: self.told[name]})
        after = conclusions(self.interview.session)
        assert before.findings.items() <= after.findings.items()
        assert before.fired <= after.fired
        assert urgency is None or (after.urgency is not None and RANK[after.urgency] >= RANK[urgency])

    @rule(data=st.data())
    def answer_what_is_asked(self, data: st.DataObject) -> None:
        prompt = self.interview.next()
        if prompt is not None:
            new = {question.id: self.an_answer(data, question.id) for question in prompt.questions}
            self.told |= new
            self.interview.answer(new)

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def change_or_take_back(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.told)))
        value = data.draw(st.none() | st.just(self.an_answer(data, name)))
        if value is None:
            del self.told[name]
        else:
            self.told[name] = value
        # Answers that no longer apply fall away, for the person too.
        applied = conclude(self.base, self.told).values
        self.told = {other: answer for other, answer in self.told.items() if applied.get(other) is not INAPPLICABLE}
        self.interview.correct({name: value})

    @invariant()
    def it_knows_what_the_person_stands_by(self) -> None:
        assert self.interview.answers == self.told
        assert conclusions(self.interview.session) == conclude(self.base, self.told)

    @invariant()
    def what_it_says_now_is_the_outcome_of_its_answers(self) -> None:
        outcome = infer(self.base, self.told)
        assert (self.interview.urgency, self.interview.settled) == (outcome.urgency, outcome.settled)


Conversation.TestCase.settings = settings(stateful_step_count=12, max_examples=deep.examples(15))
TestConversation = seed(deep.seed())(Conversation).TestCase
