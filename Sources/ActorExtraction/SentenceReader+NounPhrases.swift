import Codebook
import Findings
import Linguistics
import SourceTexts

/// What belongs to a role's noun phrase, on its left and behind it.
extension SentenceReader {
  struct Modifiers {
    var states: [Int] = []
    var consumed: [Int] = []
    var start: Int
    var determiner: Int?
    var innerSector: Sector?
    var hasOthers = false
  }

  /// Walks left from a role over what belongs to its noun phrase.
  func modifiers(before start: Int) -> Modifiers {
    var found = Modifiers(start: start)
    var token = start - 1
    var fillers = 0
    while token >= sentence.lowerBound {
      let here = passage.tokens[token]
      if here.tag == "POS" {
        token -= 1
        let possessors = token >= sentence.lowerBound ? matches(at: token).filter { !matches[$0].isRole } : []
        guard let first = possessors.first else { break }
        found.states += possessors
        found.consumed += possessors
        found.start = matches[first].tokens.lowerBound
        break
      }
      let covering = matches(at: token)
      let actors = covering.filter { !matches[$0].isRole && isModifier($0) && !isNamesake($0) }
      if let first = actors.first, let last = actors.last {
        let after = matches[last].words.upperBound
        let isCompound =
          after < words.words.count && words.words[after].isHyphenated
          && !matches.contains { $0.words.lowerBound == after }
        if isCompound {
          // "US-backed rebels": not theirs.
          found.hasOthers = true
          fillers += 1
        } else {
          found.states.insert(contentsOf: actors, at: 0)
          found.consumed += actors
          found.start = matches[first].tokens.lowerBound
        }
        token = matches[first].tokens.lowerBound - 1
        // "French and German ministers", "Russian, Turkish and Iranian officials"
        guard !isCompound, token - 1 >= sentence.lowerBound else { continue }
        let joint = passage.tokens[token]
        if reference.isA(.conjunction, joint.text) || joint.tag == "," || joint.isDash {
          var before = token - 1
          if passage.tokens[before].tag == ",", before > sentence.lowerBound { before -= 1 }
          let others = matches(at: before).filter { !matches[$0].isRole && isAdjectival($0) }
          if !others.isEmpty {
            token = before
            continue
          }
          break
        }
        continue
      }
      if let inner = covering.first, let role = matches[inner].role, !isUsed[inner] {
        if role.kind == .collective || role.kind == .people || role.sector != .government {
          if found.innerSector == nil { found.innerSector = role.sector }
        }
        found.consumed.append(inner)
        fillers += 1
        token = matches[inner].tokens.lowerBound - 1
        if fillers > 5 { break }
        continue
      }
      let tag = here.tag
      if here.isDash, !here.hasSpaceAfter {
        token -= 1
        continue
      }
      let isParticiple = tag == "VBN" || tag == "VBG"
      if tag.hasPrefix("JJ") || tag.hasPrefix("NN") || tag == "CD"
        || isParticiple && (here.relation == "amod" || here.relation == "compound")
      {
        fillers += 1
        found.hasOthers = true
        if fillers > 5 { break }
        token -= 1
        continue
      }
      if tag == "DT" || tag == "PRP$" || tag == "PDT" { found.determiner = token }
      break
    }
    // Roles passed over on the way to nothing stay part of the phrase only where it goes on beyond them.
    if found.states.isEmpty {
      let inner = found.consumed.map { matches[$0].tokens.lowerBound }.min()
      found.start = inner ?? start
    }
    return found
  }

  func isModifier(_ number: Int) -> Bool {
    if case .prefix = matches[number].meaning { return true }
    guard let candidate = matches[number].best else { return false }
    return lexicon.records[Int(candidate.record)].kind != .blocked
  }

  /// Somebody of another time, likelier a namesake's than the one in front of a role: "Wagner fighters".
  private func isNamesake(_ number: Int) -> Bool {
    guard let candidate = matches[number].best else { return false }
    return lexicon.records[Int(candidate.record)].kind == .person && candidate.fit < 0.5
  }

  func isAdjectival(_ number: Int) -> Bool {
    if case .prefix = matches[number].meaning { return true }
    guard let candidate = matches[number].best else { return false }
    if candidate.form == .adjective || candidate.form == .demonym { return true }
    // An abbreviation or name used before a noun: "U.S. and Russian officials".
    let head = matches[number].tokens.upperBound - 1
    return ["compound", "amod", "nmod"].contains(passage.tokens[head].relation)
  }

  /// What stands behind a role and tells its state: "of Iran", "from Chad".
  func complement(of start: Int, role: RoleLexicon.Role, isPlural: Bool) -> (
    states: [Int], end: Int, belongs: Bool
  )? {
    guard start + 1 < sentence.upperBound else { return nil }
    let preposition = passage.tokens[start].text
    let belongs = reference.isA(.of, preposition)
    guard belongs || (role.kind != .office && reference.isA(.from, preposition)) else { return nil }
    // "withdraw troops from Iran": where from, not whose.
    if !belongs, passage.head(of: start) != start - 1 { return nil }
    if !belongs, reference.isA(.abroad, passage.tokens[start - 1].lemma) { return nil }
    var token = start + 1
    var passed = 0
    while token < sentence.upperBound, passed < 4 {
      let covering = matches(at: token).filter { !matches[$0].isRole && isModifier($0) }
      if let first = covering.first {
        // "assured the tsar of French support"
        if passage.tokens[token].tag == "JJ", passage.tokens[token].relation == "amod", role.kind == .office,
          passage.head(of: token).map({ !matches[first].tokens.contains($0) }) ?? false
        {
          return nil
        }
        var states = [first]
        var end = matches[first].tokens.upperBound
        // "presidents of France and Germany"
        while isPlural, end + 1 < sentence.upperBound,
          passage.tokens[end].tag == "," || reference.isA(.conjunction, passage.tokens[end].text)
        {
          var next = end + 1
          if reference.isA(.conjunction, passage.tokens[next].text) { next += 1 }
          guard next < sentence.upperBound,
            let other = matches(at: next).first(where: { !matches[$0].isRole && isModifier($0) })
          else { break }
          states.append(other)
          end = matches[other].tokens.upperBound
        }
        return (states, end, belongs)
      }
      let tag = passage.tokens[token].tag
      guard tag == "DT" || tag.hasPrefix("JJ") || tag.hasPrefix("NN") || tag == "CD" else { return nil }
      if !matches(at: token).isEmpty, role.kind == .office, passed > 1 { return nil }
      passed += 1
      token += 1
    }
    return nil
  }
}
