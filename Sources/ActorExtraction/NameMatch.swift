import Codebook
import SourceTexts

/// Words of a passage that are a name or role of the lexicon.
struct NameMatch {
  enum Meaning {
    /// Possible actors, the likeliest first.
    case actor([ActorCandidate])
    case role(RoleLexicon.Role)
    /// Words before a hyphen that stand for a state: "Franco-".
    case prefix(code: String)
  }

  var words: Range<Int>
  var tokens: Range<Int>
  var span: Span
  var meaning: Meaning

  var isRole: Bool {
    if case .role = meaning { return true }
    return false
  }

  var role: RoleLexicon.Role? {
    if case .role(let role) = meaning { return role }
    return nil
  }

  var best: ActorCandidate? {
    if case .actor(let candidates) = meaning { return candidates.first }
    return nil
  }
}
