import Codebook
import Findings
import SourceTexts

/// A mention while it is put together: words, and each actor that they stand for.
struct ActorDraft {
  struct Actor {
    var code: ActorCode?
    var sector: Sector?
    var name: String
    var identifier: String?
    var office: String?
    var resources: [ResourceReference] = []
  }

  enum Nature {
    case state, place, organization, person, office, collective, people
  }

  var tokens: Range<Int>
  var span: Span
  var head: Int
  var form: ActorMention.Form
  var nature: Nature
  var rule: RuleIdentifier
  var confidence: Double
  var actors: [Actor]
  /// The role phrase, for later "the foreign minister".
  var role: String?
  /// Hashes of the words of a person's name, for later short forms.
  var nameWords: [UInt64] = []
  /// The lexicon's record of a person.
  var person: Int32?
  /// Grammatically plural.
  var isPlural = false

  /// The findings that it makes.
  func mentions(passage: Int) -> [ActorMention] {
    actors.map { actor in
      ActorMention(
        code: actor.code, sector: actor.sector, name: actor.name, identifier: actor.identifier, office: actor.office,
        form: form, passage: passage, tokens: tokens, headToken: head,
        evidence: Evidence(span: span, rule: rule, confidence: confidence, resources: actor.resources))
    }
  }
}
