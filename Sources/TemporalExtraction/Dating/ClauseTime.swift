import Linguistics

/// Where the clause of a word stands in time, by its verb group.
enum ClauseTime {
  case past, pluperfect, present, future, unknown

  static func of(_ index: Int, in passage: AnalysedPassage) -> ClauseTime {
    var next: Int? = index
    while let verb = next {
      next = passage.head(of: verb)
      let tag = passage.tokens[verb].tag
      guard tag.hasPrefix("VB") else { continue }
      var hasPresent = false
      var hasPast = false
      var isPerfect = false
      for child in passage.children(of: verb) where passage.tokens[child].relation.hasPrefix("aux") {
        switch passage.tokens[child].tag {
        case "MD": return .future
        case "VBZ", "VBP":
          hasPresent = true
          isPerfect = isPerfect || passage.tokens[child].relation == "aux"
        case "VBD":
          hasPast = true
          isPerfect = isPerfect || passage.tokens[child].relation == "aux"
        default: continue
        }
      }
      if isPerfect, hasPast, tag == "VBN" { return .pluperfect }
      if isPerfect, hasPresent, tag == "VBN" { return .unknown }
      if hasPast || tag == "VBD" { return .past }
      if hasPresent || tag == "VBZ" || tag == "VBP" { return .present }
      // An infinitive or participle: the time of the verb above it.
    }
    return .unknown
  }
}
