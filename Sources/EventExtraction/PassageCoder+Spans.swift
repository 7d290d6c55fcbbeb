import Codebook
import Findings
import Linguistics
import SourceTexts

/// The words that show an event.
extension PassageCoder {
  /// From the first to the last word of a noun phrase, clauses that hang on it left out.
  func nounPhrase(at head: Int) -> Range<Int> {
    extent(of: head) { relation in
      switch relation {
      case .relativeClause, .adjectivalClause, .adverbialClause, .parataxis, .apposition: false
      default: true
      }
    }
  }

  /// The clause that reports the trigger: its own words without further clauses joined to it; for a noun, its phrase.
  func clauseSpan(of trigger: Int) -> Range<Int> {
    let isVerb = clause.kinds[trigger] == .verb
    let head = isVerb ? trigger : clause.lightGovernor(of: trigger) ?? trigger
    return extent(of: head) { relation in
      switch relation {
      case .adverbialClause, .parataxis, .relativeClause: false
      case .conjunct: !isVerb
      default: true
      }
    }
  }

  /// Words further than this from a clause's head are left out, so that run-on text isn't shown over and over.
  private static let widest = 120

  private func extent(of head: Int, keeping: (Relation) -> Bool) -> Range<Int> {
    var low = head
    var high = head
    var open = [head]
    while let next = open.popLast() {
      low = min(low, next)
      high = max(high, next)
      for child in clause.children(of: next) where abs(child - head) <= Self.widest {
        let isTop = next == head
        if isTop ? keeping(clause.relations[child]) : clause.relations[child] != .relativeClause { open.append(child) }
      }
    }
    while high > head, passage.tokens[high].partOfSpeech == "PUNCT" { high -= 1 }
    while low < head, passage.tokens[low].partOfSpeech == "PUNCT" { low += 1 }
    return low..<(high + 1)
  }

  /// The trigger and, where it stands close by, the word that completes it ("imposed sanctions").
  func triggerSpan(_ match: FrameMatch) -> Span {
    var low = match.trigger
    var high = match.trigger
    for word in match.matched where abs(word - match.trigger) <= 6 {
      low = min(low, word)
      high = max(high, word)
    }
    return passage.span(of: low..<(high + 1))
  }
}
