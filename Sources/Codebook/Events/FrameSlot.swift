/// A grammatical place beside a trigger, the same for active and passive clauses: the one who acts is `subject` and
/// what it is done to is `object` in both.
package enum FrameSlot: Hashable, Sendable {
  /// `subj`
  case subject
  /// `obj`
  case object
  /// `iobj`: "gave **Iran** arms".
  case indirectObject
  /// `comp`: the head of a clause that completes the trigger ("threatened to **attack**").
  case complement
  /// `inf`: the same, where it is an infinitive ("told them **to leave**").
  case infinitive
  /// `dir`: a complement that says what shall be done: an infinitive, the bare form, or "should".
  case directive
  /// `compsubj`: the subject of that clause ("helped **Moscow** end the war").
  case complementSubject
  /// `attr`: "is an **ally**".
  case attribute
  /// `prt`: "called **off**".
  case particle
  /// `poss`: "**Moscow**'s invasion".
  case possessor
  /// `mod`: adjectives and nouns before a noun: "**Russian** invasion".
  case modifier
  /// `owner`: whoever the object belongs to or comes from: "rejected **Iran**'s offer", "the offer of **Iran**".
  case owner
  /// Any other word is the preposition itself: `with`, `against`.
  case preposition(String)

  package init(_ name: String) {
    switch name {
    case "subj": self = .subject
    case "obj": self = .object
    case "iobj": self = .indirectObject
    case "comp": self = .complement
    case "inf": self = .infinitive
    case "dir": self = .directive
    case "compsubj": self = .complementSubject
    case "attr": self = .attribute
    case "prt": self = .particle
    case "poss": self = .possessor
    case "mod": self = .modifier
    case "owner": self = .owner
    default: self = .preposition(name)
    }
  }
}

/// What a frame asks of a slot.
package struct FrameCondition: Sendable {
  package enum Test: Sendable {
    /// The head's lemma is this word.
    case word(String)
    case wordClass(WordClass)
    /// A political actor stands there.
    case party
    /// The head itself names a political actor or place, not only a word beside it.
    case name
    /// Something stands there at all.
    case filled
  }

  package var slot: FrameSlot
  /// One of them has to hold.
  package var tests: [Test]
  /// `slot!=…`: none of them may hold.
  package var isNegative: Bool
}
