import Codebook
import Findings
import Linguistics
import SourceTexts

/// Resolves one sentence's pronouns and descriptions against what the document has named before: "he", "its",
/// "both countries", "the two leaders", "the country", "the foreign minister".
struct ReferenceReader {
  let lexicon: ActorLexicon
  let reference: ReferenceWords
  let passage: AnalysedPassage
  let sentence: Range<Int>
  let openRoles: [SentenceReader.OpenRole]

  private enum Item {
    case draft(ActorDraft)
    case role(SentenceReader.OpenRole)
    case pronoun(Int)
  }

  /// `named` together with the references found, in the order of the words; `discourse` learns them all.
  func resolve(_ named: [ActorDraft], in discourse: inout Discourse) -> [ActorDraft] {
    var items: [(place: Int, item: Item)] = named.map { ($0.tokens.lowerBound, .draft($0)) }
    items += openRoles.map { ($0.tokens.lowerBound, .role($0)) }
    for token in sentence where isPronoun(token) { items.append((token, .pronoun(token))) }
    items = items.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    var found: [ActorDraft] = []
    for (_, item) in items {
      let draft: ActorDraft?
      switch item {
      case .draft(let known): draft = known
      case .role(let role): draft = resolve(role, named: named, in: discourse)
      case .pronoun(let token):
        draft = foretold(pronoun: token, named: named) ?? resolve(pronoun: token, in: &discourse)
      }
      guard let draft else { continue }
      found.append(draft)
      let isSubject = isSubject(draft.head)
      let isMain = isSubject && passage.head(of: draft.head).map { passage.tokens[$0].relation == "ROOT" } ?? false
      discourse.note(draft, token: draft.head, isSubject: isSubject, isMain: isMain)
    }
    if let pair = pair(of: found) { discourse.notePair(pair) }
    if let series = series(of: found) { discourse.noteSeries(series) }
    discourse.endSentence()
    return found
  }

  private func isPronoun(_ token: Int) -> Bool {
    let tag = passage.tokens[token].tag
    if tag == "PRP" || tag == "PRP$" || isOneOfTwo(token) { return true }
    // "Both agreed", "the two met"
    guard reference.isA(.pair, passage.tokens[token].text) else { return false }
    return isSubject(token)
  }

  func isSubject(_ token: Int) -> Bool {
    let relation = passage.tokens[token].relation
    return relation == "nsubj" || relation == "nsubjpass"
  }
}
