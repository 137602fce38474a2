; tooth 1.2.3, as rules for CLIPS 6.4.
; Written by triage VERSION from the knowledge base; change that, not this file.
; knowledge e3cf2ebade3ae8ff815e955d272239ec266fee58fb92b0e0418f635cf291f18f
;
; nl: Kiespijn
; en: Toothache
; nl: Geen diagnose.
; en: No diagnosis.
;
; How to use it, in CLIPS:
;
;     (load "this-file.clp")
;     (reset)
;     (answer hard-to-breathe yes)
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


; ------------------------------------------------------------------------------------------------------------
; Orders, what prevails first
; ------------------------------------------------------------------------------------------------------------

(defglobal
  ?*urgencies* = (create$ emergency urgent soon planned self-care)
  ?*conditions* = (create$ infection broken-tooth sensitive-tooth)
  ?*pathways* = (create$ call-for-help save-the-tooth brush-gently see-dentist)
  ?*warning-signs* = (create$ airway spreading)
  ?*cautions* = (create$ no-aspirin-on-the-gum)
)


; ------------------------------------------------------------------------------------------------------------
; Questions
; ------------------------------------------------------------------------------------------------------------

(deffunction takes (?question)
  "What may be answered."
  (switch ?question
    ; nl: Krijg je moeilijk lucht?
    ; en: Is it hard to breathe?
    (case hard-to-breathe then (create$ one-of yes no unknown))
    ; nl: Is je hals dik?
    ; en: Is your neck swollen?
    (case swollen-neck then (create$ one-of yes no unknown))
    ; nl: Heb je koorts?
    ; en: Do you have a fever?
    (case fever then (create$ one-of yes no unknown))
    ; nl: Hoe begon het?
    ; en: How did it begin?
    (case onset then (create$ one-of knock gradual other unknown))
    ; nl: Is de tand eruit?
    ; en: Is the tooth out?
    (case knocked-out then (create$ one-of yes no))
    ; nl: Hoeveel pijn heb je?
    ; en: How much pain do you have?
    (case pain then (create$ number 0 10 unknown))
    ; nl: Hoeveel dagen al?
    ; en: For how many days?
    (case days then (create$ whole-number 0 365 unknown))
    ; nl: Wat doet pijn?
    ; en: What hurts?
    (case sore-with then (create$ some-of cold biting lying none unknown))
    (default (create$))))


; ------------------------------------------------------------------------------------------------------------
; Preferences: which condition leads where several are established
; ------------------------------------------------------------------------------------------------------------

(deffunction surpassing (?id)
  "The ways in which another condition is preferred to this one."
  (switch ?id
    (default (create$))))


; ------------------------------------------------------------------------------------------------------------
; From answers to what counts, and from what fired to the outcome
; ------------------------------------------------------------------------------------------------------------

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


; ------------------------------------------------------------------------------------------------------------
; Which questions apply
; ------------------------------------------------------------------------------------------------------------

; knocked-out (questions.yaml:52)
;   when onset: knock or unknown
(defrule applies/knocked-out
  (counts (question onset) (value knock|unknown))
  =>
  (assert (applies (question knocked-out))))

(defrule inapplicable/knocked-out
  (counts (question onset) (value ~unknown&~knock))
  =>
  (assert (counts (question knocked-out) (value INAPPLICABLE))))


; ------------------------------------------------------------------------------------------------------------
; Rules: when each fires, and when it is ruled out
; ------------------------------------------------------------------------------------------------------------

; breathing-is-hard (rules.yaml:24)
;   when hard-to-breathe: yes
;   rests on neck-claim
(defrule fire/breathing-is-hard
  "nl: Zonder lucht telt elke minuut.
   en: Without air every minute counts."
  (counts (question hard-to-breathe) (value yes))
  =>
  (assert (fired (rule breathing-is-hard) (urgency emergency) (pathway call-for-help))
    (finding (id airway) (status established))))

(defrule rule-out/breathing-is-hard
  (counts (question hard-to-breathe) (value ~unknown&~yes))
  =>
  (assert (ruled-out (rule breathing-is-hard))))

; swelling-with-fever (rules.yaml:29)
;   when swollen-neck: yes and fever: yes
;   rests on neck-claim
(defrule fire/swelling-with-fever
  "nl: Een dikke hals met koorts gaat snel.
   en: A swollen neck with fever goes fast."
  (counts (question swollen-neck) (value yes))
  (counts (question fever) (value yes))
  =>
  (assert (fired (rule swelling-with-fever) (urgency urgent))
    (finding (id spreading) (status established))))

(defrule rule-out/swelling-with-fever/1
  (counts (question swollen-neck) (value ~unknown&~yes))
  =>
  (assert (ruled-out (rule swelling-with-fever))))

(defrule rule-out/swelling-with-fever/2
  (counts (question fever) (value ~unknown&~yes))
  =>
  (assert (ruled-out (rule swelling-with-fever))))

; after-a-knock (rules.yaml:34)
;   when onset: knock
;   rests on expert-consensus
(defrule fire/after-a-knock
  "nl: Er was een klap.
   en: There was a knock."
  (counts (question onset) (value knock))
  =>
  (assert (fired (rule after-a-knock))
    (finding (id knocked) (status established))))

(defrule rule-out/after-a-knock
  (counts (question onset) (value ~unknown&~knock))
  =>
  (assert (ruled-out (rule after-a-knock))))

; tooth-is-out (rules.yaml:39)
;   when knocked and knocked-out: yes
;   rests on tooth-claim
(defrule fire/tooth-is-out
  "nl: Een tand kan terug.
   en: A tooth can be put back."
  (finding (id knocked) (status established))
  (counts (question knocked-out) (value yes))
  =>
  (assert (fired (rule tooth-is-out) (urgency urgent) (pathway save-the-tooth))
    (finding (id broken-tooth) (status established))))

(defrule rule-out/tooth-is-out/1
  (finding (id knocked) (status refuted))
  =>
  (assert (ruled-out (rule tooth-is-out))))

(defrule rule-out/tooth-is-out/2
  (counts (question knocked-out) (value ~unknown&~yes))
  =>
  (assert (ruled-out (rule tooth-is-out))))

; knocked-and-sore (rules.yaml:44)
;   when knocked and 4 <= pain
;   rests on expert-consensus
(defrule fire/knocked-and-sore
  "nl: Pijn na een klap is een barst.
   en: Pain after a knock is a crack."
  (finding (id knocked) (status established))
  (counts (question pain) (value ?pain&:(and (numberp ?pain) (>= ?pain 4))))
  =>
  (assert (fired (rule knocked-and-sore))
    (finding (id broken-tooth) (status established))))

(defrule rule-out/knocked-and-sore/1
  (finding (id knocked) (status refuted))
  =>
  (assert (ruled-out (rule knocked-and-sore))))

(defrule rule-out/knocked-and-sore/2
  (counts (question pain) (value ?pain&:(or (eq ?pain INAPPLICABLE) (and (numberp ?pain) (not (>= ?pain 4))))))
  =>
  (assert (ruled-out (rule knocked-and-sore))))

; signs-of-infection (rules.yaml:49)
;   when not (knocked) and at least 2 of (fever: yes; 6 < pain; sore-with has biting or lying)
;   rests on tooth-claim
;   part-1/fire/signs-of-infection: at least 2 of (fever: yes; 6 < pain; sore-with has biting or lying)
(defrule part-1/fire/signs-of-infection/1
  (counts (question fever) (value yes))
  =>
  (assert (holds (part part-1/fire/signs-of-infection) (nth 1))))

(defrule part-1/fire/signs-of-infection/2
  (counts (question pain) (value ?pain&:(and (numberp ?pain) (> ?pain 6))))
  =>
  (assert (holds (part part-1/fire/signs-of-infection) (nth 2))))

(defrule part-1/fire/signs-of-infection/3
  (counts (question sore-with) (value $?sore-with&:(ticked ?sore-with biting lying)))
  =>
  (assert (holds (part part-1/fire/signs-of-infection) (nth 3))))

(defrule part-1/fire/signs-of-infection
  (tally (part part-1/fire/signs-of-infection) (seen $?seen&:(>= (length$ ?seen) 2)))
  =>
  (assert (part (id part-1/fire/signs-of-infection))))

(defrule fire/signs-of-infection
  "nl: Twee tekenen van een ontsteking.
   en: Two signs of an infection."
  (finding (id knocked) (status refuted))
  (part (id part-1/fire/signs-of-infection))
  =>
  (assert (fired (rule signs-of-infection) (urgency urgent))
    (finding (id infection) (status established))))

(defrule rule-out/signs-of-infection/1
  (finding (id knocked) (status established))
  =>
  (assert (ruled-out (rule signs-of-infection))))

;   part-2/rule-out/signs-of-infection/2: at least 2 of (not (fever: yes); not (6 < pain); not (sore-with has
;     biting or lying))
(defrule part-2/rule-out/signs-of-infection/2/1
  (counts (question fever) (value ~unknown&~yes))
  =>
  (assert (holds (part part-2/rule-out/signs-of-infection/2) (nth 1))))

(defrule part-2/rule-out/signs-of-infection/2/2
  (counts (question pain) (value ?pain&:(or (eq ?pain INAPPLICABLE) (and (numberp ?pain) (not (> ?pain 6))))))
  =>
  (assert (holds (part part-2/rule-out/signs-of-infection/2) (nth 2))))

(defrule part-2/rule-out/signs-of-infection/2/3
  (counts (question sore-with) (value $?sore-with&:(not (ticked ?sore-with unknown biting lying))))
  =>
  (assert (holds (part part-2/rule-out/signs-of-infection/2) (nth 3))))

(defrule part-2/rule-out/signs-of-infection/2
  (tally (part part-2/rule-out/signs-of-infection/2) (seen $?seen&:(>= (length$ ?seen) 2)))
  =>
  (assert (part (id part-2/rule-out/signs-of-infection/2))))

(defrule rule-out/signs-of-infection/2
  (part (id part-2/rule-out/signs-of-infection/2))
  =>
  (assert (ruled-out (rule signs-of-infection))))

; only-cold-hurts (rules.yaml:56)
;   when onset: gradual and sore-with has cold and pain <= 3 and not (infection)
;   rests on brush-claim
(defrule fire/only-cold-hurts
  "nl: Alleen kou doet pijn.
   en: Only cold hurts."
  (counts (question onset) (value gradual))
  (counts (question sore-with) (value $?sore-with&:(member$ cold ?sore-with)))
  (counts (question pain) (value ?pain&:(and (numberp ?pain) (<= ?pain 3))))
  (finding (id infection) (status refuted))
  =>
  (assert (fired (rule only-cold-hurts))
    (finding (id sensitive-tooth) (status established))))

(defrule rule-out/only-cold-hurts/1
  (counts (question onset) (value ~unknown&~gradual))
  =>
  (assert (ruled-out (rule only-cold-hurts))))

(defrule rule-out/only-cold-hurts/2
  (counts (question sore-with) (value $?sore-with&:(not (ticked ?sore-with unknown cold))))
  =>
  (assert (ruled-out (rule only-cold-hurts))))

(defrule rule-out/only-cold-hurts/3
  (counts (question pain) (value ?pain&:(or (eq ?pain INAPPLICABLE) (and (numberp ?pain) (not (<= ?pain 3))))))
  =>
  (assert (ruled-out (rule only-cold-hurts))))

(defrule rule-out/only-cold-hurts/4
  (finding (id infection) (status established))
  =>
  (assert (ruled-out (rule only-cold-hurts))))

; brush-it-yourself (rules.yaml:61)
;   when sensitive-tooth and all-clear
;   rests on brush-claim
(defrule fire/brush-it-yourself
  "nl: Poetsen helpt bij kou.
   en: Brushing helps against cold."
  (finding (id sensitive-tooth) (status established))
  (finding (id all-clear) (status established))
  =>
  (assert (fired (rule brush-it-yourself) (urgency self-care) (pathway brush-gently))))


; ------------------------------------------------------------------------------------------------------------
; Findings: refuted when every rule for them is ruled out
; ------------------------------------------------------------------------------------------------------------

; airway, a warning-sign
;   nl: Luchtweg in gevaar
;   en: Airway in danger
(defrule refute/airway
  (ruled-out (rule breathing-is-hard))
  =>
  (assert (finding (id airway) (status refuted))))

; spreading, a warning-sign
;   nl: Infectie die zich uitbreidt
;   en: Spreading infection
(defrule refute/spreading
  (ruled-out (rule swelling-with-fever))
  =>
  (assert (finding (id spreading) (status refuted))))

; knocked, a sign
;   nl: Klap gehad
;   en: Had a knock
(defrule refute/knocked
  (ruled-out (rule after-a-knock))
  =>
  (assert (finding (id knocked) (status refuted))))

; infection, a condition
;   nl: Ontsteking
;   en: Infection
(defrule refute/infection
  (ruled-out (rule signs-of-infection))
  =>
  (assert (finding (id infection) (status refuted))))

; broken-tooth, a condition
;   nl: Kapotte tand
;   en: Broken tooth
(defrule refute/broken-tooth
  (ruled-out (rule tooth-is-out))
  (ruled-out (rule knocked-and-sore))
  =>
  (assert (finding (id broken-tooth) (status refuted))))

; sensitive-tooth, a condition
;   nl: Gevoelige tand
;   en: Sensitive tooth
(defrule refute/sensitive-tooth
  (ruled-out (rule only-cold-hurts))
  =>
  (assert (finding (id sensitive-tooth) (status refuted))))

; all-clear, a sign
;   nl: alle alarmsignalen zijn uitgesloten
;   en: every warning sign is ruled out
(defrule establish/all-clear
  (finding (id airway) (status refuted))
  (finding (id spreading) (status refuted))
  =>
  (assert (finding (id all-clear) (status established))))

(defrule refute/all-clear/1
  (finding (id airway) (status established))
  =>
  (assert (finding (id all-clear) (status refuted))))

(defrule refute/all-clear/2
  (finding (id spreading) (status established))
  =>
  (assert (finding (id all-clear) (status refuted))))


; ------------------------------------------------------------------------------------------------------------
; Cautions
; ------------------------------------------------------------------------------------------------------------

; no-aspirin-on-the-gum (care.yaml:60)
;   when 4 <= pain
;   rests on tooth-claim
(defrule caution/no-aspirin-on-the-gum
  "nl: Leg geen aspirine op het tandvlees.
   en: Put no aspirin on the gum."
  (counts (question pain) (value ?pain&:(and (numberp ?pain) (>= ?pain 4))))
  =>
  (assert (caution (id no-aspirin-on-the-gum))))


; ------------------------------------------------------------------------------------------------------------
; At the start
; ------------------------------------------------------------------------------------------------------------

; nl: Er is niet genoeg bekend.
; en: Not enough is known.
(deffacts start
  (outcome (urgency soon) (pathway see-dentist))
  (applies (question hard-to-breathe))
  (applies (question swollen-neck))
  (applies (question fever))
  (applies (question onset))
  (applies (question pain))
  (applies (question days))
  (applies (question sore-with))
  (tally (part part-1/fire/signs-of-infection))
  (tally (part part-2/rule-out/signs-of-infection/2)))


; ------------------------------------------------------------------------------------------------------------
; For people
; ------------------------------------------------------------------------------------------------------------

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
