"""What stands in every CLIPS program that `to_clips` writes, whatever the base: how to use it, the templates of its
facts, the way from answers to what counts and from what fired to the outcome, and a report for people."""

from __future__ import annotations

WIDTH = 110


def heading(text: str) -> str:
    return f"\n; {'-' * (WIDTH - 2)}\n; {text}\n; {'-' * (WIDTH - 2)}\n\n"


USE = """\
;
; How to use it, in CLIPS:
;
;     (load "this-file.clp")
;     (reset)
;     (answer EXAMPLE)
;     (run)
;     (triage-report)
;
; (answer QUESTION VALUE...) is short for (assert (answer (question QUESTION) (value VALUE...))). A value is one of the
; words or numbers that (takes QUESTION) shows; `unknown` is "I don't know". To a question of several choices it is all
; that apply, or `none`. A question without an answer is open. More answers may follow at any time, and (run) again:
; nothing that was concluded is taken back. To change an answer, (reset) and give them all anew.
;
; What comes out, as (facts) shows:
;
;     (finding (id ...) (status established | refuted))    while there is neither, the finding is open
;     (fired (rule ...) (urgency ...) (pathway ...))       a rule whose condition is true, with what it asks for
;     (caution (id ...))                                   a caution that applies
;     (outcome (urgency ...) (demanded yes | no) (leading ...) (pathway ...) (named yes | no))
;                                                          `no`: no rule asks for one, so this is the default
;     (refused (question ...) (value ...))                 an answer that cannot stand; it does not count

"""

TEMPLATES = """\
(deftemplate answer "Given by whoever uses this."
  (slot question (type SYMBOL) (default ?NONE)) (multislot value))
(deftemplate refused "An answer that cannot stand."
  (slot question) (multislot value))
(deftemplate given "An answer that can."
  (slot question) (multislot value))
(deftemplate applies "A question whose answer counts."
  (slot question))
(deftemplate counts "An answer as the rules see it; INAPPLICABLE where the question does not apply."
  (slot question) (multislot value))
(deftemplate part "A part of a condition that holds."
  (slot id))
(deftemplate holds "One of the parts that are counted for an at-least."
  (slot part) (slot nth))
(deftemplate tally "Which of those were seen."
  (slot part) (multislot seen))
(deftemplate ruled-out "A rule whose condition is certainly false."
  (slot rule))
(deftemplate fired "A rule whose condition is true, and what it asks for besides its findings."
  (slot rule) (multislot urgency) (multislot pathway))
(deftemplate finding "What is certain of a finding."
  (slot id) (slot status (allowed-symbols established refuted)))
(deftemplate caution "A caution that applies."
  (slot id))
(deftemplate outcome "What it all comes to so far."
  (slot urgency) (slot demanded (default no)) (multislot leading) (slot pathway) (slot named (default no)))

"""

ENGINE = (
    heading("From answers to what counts, and from what fired to the outcome")
    + """\
(deffunction fits (?question ?value)
  "Whether a question takes these values."
  (bind ?takes (takes ?question))
  (if (= (length$ ?takes) 0) then (return FALSE))
  (bind ?kind (nth$ 1 ?takes))
  (bind ?words (rest$ ?takes))
  (if (<> (length$ ?value) 1)
    then (return (and (eq ?kind some-of) (subsetp ?value (delete-member$ ?words none unknown)))))
  (bind ?one (nth$ 1 ?value))
  (if (not (numberp ?one)) then (return (subsetp ?value ?words)))
  (and (or (eq ?kind number) (eq ?kind whole-number))
       (>= ?one (nth$ 1 ?words))
       (<= ?one (nth$ 2 ?words))
       (or (eq ?kind number) (= ?one (integer ?one)))))

(deffunction refuse (?question ?value ?because)
  (assert (refused (question ?question) (value ?value)))
  (printout t "refused: " ?question " " (implode$ ?value) ": " ?because crlf))

(deffunction ticked (?value $?options)
  "Whether one of these options is among the value."
  (foreach ?option ?options
    (if (member$ ?option ?value) then (return TRUE)))
  FALSE)

(defrule answered-twice
  (declare (salience 10))
  ?one <- (answer (question ?question) (value $?value))
  ?other <- (answer (question ?question) (value $?second&:(neq ?value ?second)))
  =>
  (retract ?one ?other)
  (refuse ?question (create$ ?value ?second) "answered twice; (reset) to change an answer"))

(defrule take-answer
  (answer (question ?question) (value $?value))
  =>
  (if (fits ?question ?value)
    then (assert (given (question ?question) (value (if (= (length$ ?value) 0) then none else ?value))))
    else (bind ?takes (takes ?question))
         (refuse ?question ?value
           (if (= (length$ ?takes) 0) then "there is no such question" else (str-cat "it takes " (implode$ ?takes))))))

(defrule count-answer
  (given (question ?question) (value $?value))
  (applies (question ?question))
  =>
  (assert (counts (question ?question) (value ?value))))

(defrule tally-part
  (holds (part ?part) (nth ?nth))
  ?tally <- (tally (part ?part) (seen $?seen&:(not (member$ ?nth ?seen))))
  =>
  (modify ?tally (seen ?seen ?nth)))

(deffunction before (?new ?old ?order)
  "Whether the new one prevails over the old."
  (bind ?place (member$ ?new ?order))
  (and (integerp ?place) (< ?place (member$ ?old ?order))))

(defrule raise-urgency
  (fired (urgency ?new))
  ?outcome <- (outcome (demanded ?demanded) (urgency ?old))
  (test (or (eq ?demanded no) (before ?new ?old ?*urgencies*)))
  =>
  (modify ?outcome (urgency ?new) (demanded yes)))

(defrule name-pathway
  (fired (pathway ?new))
  ?outcome <- (outcome (named ?named) (pathway ?old))
  (test (or (eq ?named no) (before ?new ?old ?*pathways*)))
  =>
  (modify ?outcome (pathway ?new) (named yes)))

(deffunction established (?id)
  (any-factp ((?finding finding)) (and (eq ?finding:id ?id) (eq ?finding:status established))))

(deffunction surpassed (?id)
  "Whether a condition that is established is preferred to this one. A way is: the condition, findings, end."
  (bind ?holds TRUE)
  (foreach ?name (surpassing ?id)
    (if (eq ?name end)
      then (if ?holds then (return TRUE))
           (bind ?holds TRUE)
      else (bind ?holds (and ?holds (established ?name)))))
  FALSE)

(deffunction leader ()
  "The first that is established and not surpassed, or else the first that is established."
  (foreach ?id ?*conditions*
    (if (and (established ?id) (not (surpassed ?id))) then (return ?id)))
  (foreach ?id ?*conditions*
    (if (established ?id) then (return ?id)))
  none)

(defrule lead
  (finding (status established))
  =>
  (bind ?now (leader))
  (if (neq ?now none)
    then (do-for-fact ((?outcome outcome)) (neq ?outcome:leading (create$ ?now))
           (modify ?outcome (leading ?now)))))

"""
)

REPORT = (
    heading("For people")
    + """\
(deffunction answer (?question $?value)
  "Short for asserting it."
  (assert (answer (question ?question) (value ?value))))

(deffunction applying (?id)
  (any-factp ((?caution caution)) (eq ?caution:id ?id)))

(deffunction print-those (?heading ?test ?ids)
  (printout t ?heading crlf)
  (foreach ?id ?ids
    (if (funcall ?test ?id) then (printout t "  " ?id crlf))))

(deffunction triage-report ()
  "What it comes to so far, in the order of the base."
  (do-for-all-facts ((?outcome outcome)) TRUE
    (printout t "urgency " ?outcome:urgency (if (eq ?outcome:demanded no) then " (default)" else "") crlf)
    (printout t "pathway " ?outcome:pathway (if (eq ?outcome:named no) then " (default)" else "") crlf))
  (print-those "warning signs" established ?*warning-signs*)
  (print-those "conditions, leading one first" established ?*conditions*)
  (print-those "cautions" applying ?*cautions*)
  (printout t "fired" crlf)
  (do-for-all-facts ((?fired fired)) TRUE (printout t "  " ?fired:rule crlf))
  (do-for-all-facts ((?refused refused)) TRUE
    (printout t "refused " ?refused:question " " (implode$ ?refused:value) crlf)))
"""
)
