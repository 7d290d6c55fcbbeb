import Codebook
import Findings
import Linguistics
import SourceTexts

/// Makes actors of the names and roles of one sentence: what stands together becomes one mention.
///
/// "Iraqi President Saddam Hussein", "Russia's ambassador", "French and German ministers" and "the president of Chad"
/// are one phrase each; a name or adjective that no role takes stands for itself.
struct SentenceReader {
  let lexicon: ActorLexicon
  let reference: ReferenceWords
  let passage: AnalysedPassage
  let words: PassageWords
  let sentence: Range<Int>
  let day: Int32?
  let matches: [NameMatch]
  /// People named earlier whom the lexicon doesn't know, by a word of their names.
  let strangers: (UInt64) -> ActorDraft.Actor?

  var isUsed: [Bool]
  var drafts: [ActorDraft] = []
  /// Roles without a state of their own, for the references' turn.
  var openRoles: [OpenRole] = []

  /// A role phrase whose state the sentence doesn't tell.
  struct OpenRole {
    var role: RoleLexicon.Role
    var sector: Sector?
    var tokens: Range<Int>
    var head: Int
    var determiner: Int?
    var hasOtherModifiers: Bool
    var isPlural: Bool
    /// Words of the name behind the title, where there is one.
    var nameWords: [UInt64] = []
    var name: String?
  }

  init(
    lexicon: ActorLexicon, reference: ReferenceWords, passage: AnalysedPassage, words: PassageWords,
    sentence: Range<Int>, day: Int32?, matches: [NameMatch], strangers: @escaping (UInt64) -> ActorDraft.Actor?
  ) {
    self.lexicon = lexicon
    self.reference = reference
    self.passage = passage
    self.words = words
    self.sentence = sentence
    self.day = day
    self.matches = matches
    self.strangers = strangers
    self.isUsed = Array(repeating: false, count: matches.count)
  }

  /// The sentence's actors by their place, roles without a state left in ``openRoles``.
  mutating func read() -> [ActorDraft] {
    for number in matches.indices.reversed() where matches[number].isRole && !isUsed[number] {
      readRole(number)
    }
    for number in matches.indices where !isUsed[number] && !matches[number].isRole { readName(number) }
    readStrangers()
    readDescribed()
    readShortForms()
    drafts.sort { ($0.tokens.lowerBound, $0.span.start, $0.head) < ($1.tokens.lowerBound, $1.span.start, $1.head) }
    openRoles.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    return drafts
  }
}
