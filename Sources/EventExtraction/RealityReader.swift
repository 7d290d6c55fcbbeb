import Codebook
import Findings
import Linguistics

/// Reads how real a trigger's event is.
struct RealityReader {
  let clause: ClauseReader

  func reality(of trigger: Int) -> Reality {
    var reality = Reality()
    if clause.kinds[trigger] == .verb {
      readAuxiliaries(of: trigger, into: &reality)
      climb(from: trigger, into: &reality)
    } else {
      readNoun(trigger, into: &reality)
    }
    return reality
  }

  /// Auxiliaries, negation and tense of the verb itself.
  private func readAuxiliaries(of verb: Int, into reality: inout Reality) {
    let passage = clause.passage
    for child in passage.children(of: verb) {
      let lemma = clause.lemma(child)
      switch clause.relations[child] {
      case .negation: reality.isNegated.toggle()
      case .auxiliary:
        if let modal = clause.codebook.embedding("modal", passage.tokens[child].text.lowercased())
          ?? clause.codebook.embedding("modal", lemma)
        {
          reality.apply(modal)
        }
      case .adverb:
        if let adverb = clause.codebook.embedding("adverb", lemma) { reality.apply(adverb) }
      case .marker:
        if let mark = clause.codebook.embedding("mark", lemma) { reality.apply(mark) }
      case .subject, .passiveSubject, .object: readDeterminer(of: child, into: &reality)
      default: break
      }
    }
    let tag = passage.tokens[verb].tag
    if tag == "VBG",
      passage.children(of: verb).contains(where: { clause.relations[$0] == .auxiliary && clause.lemma($0) == "be" })
    {
      reality.isOngoing = true
    }
    reality.isPresent =
      tag == "VBZ" || tag == "VBP"
      || passage.children(of: verb).contains {
        clause.relations[$0] == .auxiliary && (passage.tokens[$0].tag == "VBZ" || passage.tokens[$0].tag == "VBP")
          && tag == "VBG"
      }
  }

  private func readDeterminer(of noun: Int, into reality: inout Reality) {
    for child in clause.passage.children(of: noun)
    where clause.relations[child] == .determiner || clause.relations[child] == .negation {
      if let determiner = clause.codebook.embedding("determiner", clause.lemma(child)) { reality.apply(determiner) }
    }
  }

  /// What the words above the clause say of it.
  private func climb(from start: Int, into reality: inout Reality) {
    let passage = clause.passage
    var current = start
    for _ in 0..<8 {
      guard let head = passage.head(of: current) else { return }
      switch clause.relations[current] {
      case .conjunct:
        guard clause.kinds[head] == .verb else { return }
        let hasOwn = passage.children(of: current).contains {
          clause.relations[$0] == .auxiliary || clause.relations[$0] == .subject
            || clause.relations[$0] == .passiveSubject
        }
        if !hasOwn {
          var other = Reality()
          readAuxiliaries(of: head, into: &other)
          reality.isFuture = reality.isFuture || other.isFuture
          reality.isPossible = reality.isPossible || other.isPossible
          reality.isObliged = reality.isObliged || other.isObliged
          reality.references += other.references
        }
      case .openComplement, .clausalComplement, .adverbialClause, .parataxis:
        if !embed(under: head, clauseHead: current, into: &reality) { return }
      case .prepositionalClause:
        guard let governor = passage.head(of: head) else { return }
        if let mark = clause.codebook.embedding("mark", clause.lemma(head)) { reality.apply(mark) }
        if !embed(under: governor, clauseHead: current, into: &reality) { return }
        current = governor
        continue
      case .adjectivalClause:
        if clause.isInfinitive(current), let noun = clause.codebook.embedding("noun", clause.lemma(head)) {
          reality.apply(noun)
        }
        return
      default: return
      }
      current = head
    }
  }

  /// Applies the governing word; false where the climb ends.
  private func embed(under head: Int, clauseHead: Int, into reality: inout Reality) -> Bool {
    let lemma = clause.lemma(head)
    let relation = clause.relations[clauseHead]
    switch clause.kinds[head] {
    case .verb:
      let isReport =
        (relation == .clausalComplement || relation == .parataxis) && clause.codebook.embedding("report", lemma) != nil
      if let verb = clause.codebook.embedding(isReport ? "report" : "verb", lemma) {
        let fits =
          verb.effect == .report
          ? relation == .clausalComplement || relation == .parataxis
          : relation != .adverbialClause && relation != .parataxis
        if fits {
          reality.apply(verb)
          if verb.effect == .report {
            if reality.source == nil { reality.source = clause.subject(of: head) }
          } else {
            var other = Reality()
            readAuxiliaries(of: head, into: &other)
            if other.isNegated { reality.isNegated.toggle() }
            reality.isFuture = reality.isFuture || other.isFuture
            reality.isPossible = reality.isPossible || other.isPossible
            reality.isObliged = reality.isObliged || other.isObliged
            reality.isPresent = other.isPresent
            reality.references += other.references
          }
        }
      }
      return true
    case .adjective:
      if let adjective = clause.codebook.embedding("adjective", lemma) { reality.apply(adjective) }
      return true
    case .noun:
      if let noun = clause.codebook.embedding("noun", lemma) { reality.apply(noun) }
      return false
    case .other: return true
    }
  }

  /// Adjectives and determiners of an event noun, and the verb that governs it.
  private func readNoun(_ noun: Int, into reality: inout Reality) {
    let passage = clause.passage
    for child in passage.children(of: noun) {
      switch clause.relations[child] {
      case .adjective, .compound:
        if let adjective = clause.codebook.embedding("adjective", clause.lemma(child).lowercased()) {
          reality.apply(adjective)
        }
      case .determiner, .negation:
        if let determiner = clause.codebook.embedding("determiner", clause.lemma(child)) { reality.apply(determiner) }
      default: break
      }
    }
    guard let head = passage.head(of: noun) else { return }
    switch clause.relations[noun] {
    case .object, .passiveSubject, .subject, .attribute, .adjectivalComplement:
      guard clause.kinds[head] == .verb || clause.kinds[head] == .other else { return }
      if clause.relations[noun] != .subject, let verb = clause.codebook.embedding("verb", clause.lemma(head)),
        verb.effect != .report
      {
        reality.apply(verb)
      }
      readAuxiliaries(of: head, into: &reality)
      climb(from: head, into: &reality)
    case .prepositionalObject:
      if let mark = clause.codebook.embedding("mark", clause.lemma(head)) { reality.apply(mark) }
      if let governor = passage.head(of: head) {
        if clause.kinds[governor] == .noun, let outer = clause.codebook.embedding("noun", clause.lemma(governor)) {
          reality.apply(outer)
        } else if clause.kinds[governor] == .verb {
          if let verb = clause.codebook.embedding("verb", clause.lemma(governor)), verb.effect != .report {
            reality.apply(verb)
          }
          climb(from: governor, into: &reality)
        }
      }
    default: break
    }
  }
}
