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

  /// Reads a slot's name; any word that names no place is a preposition. ``FrameSlots`` tells which words may be.
  package init(_ name: String) { self = Self.places[name] ?? .preposition(name) }

  /// Places by the names that frames call them by.
  package static let places: [String: FrameSlot] = [
    "subj": .subject, "obj": .object, "iobj": .indirectObject, "comp": .complement, "inf": .infinitive,
    "dir": .directive, "compsubj": .complementSubject, "attr": .attribute, "prt": .particle, "poss": .possessor,
    "mod": .modifier, "owner": .owner,
  ]
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
