import Codebook
import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds the political actors of a document.
///
/// Every mention is kept, also of states that are only a place ("in Iran"); an event coder tells them by the rule of
/// their evidence:
///
/// | rule | words | acts |
/// |---|---|---|
/// | `actor.state` | a state's name | yes |
/// | `actor.state-location` | the same behind a preposition of place | seldom |
/// | `actor.capital`, `actor.seat` | a capital or seat of power for the government | yes |
/// | `actor.capital-location` | the same as a place | no |
/// | `actor.place` | a city or region of a state | no |
/// | `actor.adjective`, `actor.demonym`, `actor.compound-prefix` | "Russian", "the Iranians", "Franco-" | with its noun |
/// | `actor.person`, `actor.titled-person`, `actor.person-context`, `actor.short-form` | people | yes |
/// | `actor.organization`, `actor.group`, `actor.body` | other names of the lexicon | yes |
/// | `actor.role` | a role with its state: "Iranian officials" | yes |
/// | `actor.role-context` | a role whose state the document tells | yes |
/// | `actor.pronoun`, `actor.pair`, `actor.country` | "he", "both countries", "the country" | yes |
///
/// What stands for several ("both countries") is several mentions with one span. The lexicon's names are judged at
/// the day that a sentence tells of, so far as `times` say, else at the day of publication.
public struct ActorResolver: Sendable {
  package let lexicon: ActorLexicon
  let reference: ReferenceWords

  /// - Throws: ``ResourceError`` where a knowledge file is malformed.
  public init(lexicon: ActorLexicon, knowledge: KnowledgeTables = .embedded) throws {
    self.lexicon = lexicon
    self.reference = try ReferenceWords(knowledge)
  }

  /// The actors of `document`, in its order.
  ///
  /// - Complexity: linear in the number of words, for sentences of bounded length.
  public func mentions(
    in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?
  ) -> [ActorMention] {
    let telling = TellingTime(document, times: times, published: published)
    var discourse = Discourse()
    var mentions: [ActorMention] = []
    let allWords = document.passages.map { PassageWords($0, folding: lexicon.folding) }
    let (documentStates, namedStates) = states(of: allWords)
    for (number, passage) in document.passages.enumerated() {
      let words = allWords[number]
      for (place, sentence) in passage.sentences.enumerated() {
        let day = telling.days[number][place]
        let matcher = NameMatcher(
          lexicon: lexicon, passage: passage, words: words, day: day, knownPeople: discourse.person(named:),
          isStranger: { [discourse] in discourse.stranger(named: $0) != nil }, documentStates: documentStates,
          namedStates: namedStates,
          published: published.map { Int32(clamping: $0.dayNumber) })
        let matches = matcher.matches(
          in: words.firstWordOfToken[sentence.lowerBound]..<words.firstWordOfToken[sentence.upperBound])
        var reader = SentenceReader(
          lexicon: lexicon, reference: reference, passage: passage, words: words, sentence: sentence, day: day,
          matches: matches, strangers: discourse.stranger(named:))
        let named = reader.read()
        let references = ReferenceReader(
          lexicon: lexicon, reference: reference, passage: passage, sentence: sentence, openRoles: reader.openRoles)
        let drafts = references.resolve(named, in: &discourse)
        for draft in drafts { mentions += draft.mentions(passage: number) }
      }
    }
    return mentions
  }

  /// States that a document calls in one word: by name, adjective or capital, and those of them called by more than their
  /// capital.
  private func states(of passages: [PassageWords]) -> (all: Set<ActorCode>, named: Set<ActorCode>) {
    var states: Set<ActorCode> = []
    var named: Set<ActorCode> = []
    for passage in passages {
      for word in passage.words where word.isCapitalised {
        var place = lexicon.index.firstPosting(of: word.hash)
        while place >= 0 {
          let posting = lexicon.index.postings[Int(place)]
          place = posting.next
          let record = lexicon.records[Int(posting.record)]
          guard record.kind == .state, let code = record.code, !posting.isAcronym || word.isUppercase else { continue }
          switch posting.form {
          case .name, .alias, .adjective, .demonym:
            states.insert(code)
            named.insert(code)
          case .capital where posting.days.last == .max: states.insert(code)
          default: continue
          }
        }
      }
    }
    return (states, named)
  }
}
