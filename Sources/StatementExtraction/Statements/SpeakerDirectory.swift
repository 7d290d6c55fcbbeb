import Findings
import Linguistics
import SourceTexts

/// Turns the head word of a speaker's phrase into an attribution.
struct SpeakerDirectory: Sendable {
  struct Speaker: Sendable, Hashable {
    var attribution: Attribution
    /// "Iranian Defense Minister", as the text gives it.
    var role: String?
    var head: Int
  }

  private let source: SourceText
  private let byToken: [TokenPlace: [ActorMention]]
  /// The name under which the document introduces each actor at its fullest.
  private let fullestNames: [String: String]
  private let lexicon: ReportingLexicon

  init(document: AnalysedDocument, mentions: [ActorMention], lexicon: ReportingLexicon) {
    source = document.source
    self.lexicon = lexicon
    var byToken: [TokenPlace: [ActorMention]] = [:]
    var fullest: [String: String] = [:]
    for mention in mentions {
      guard let passage = mention.passage, let tokens = mention.tokens else { continue }
      for token in tokens {
        let place = TokenPlace(passage: passage, token: token)
        // The mention whose head this token is says more than one that only covers it; several with one span are
        // several actors ("they").
        let known = byToken[place]?.first
        if let known, mention.headToken == token, known.headToken != token {
          byToken[place] = [mention]
        } else if known.map({ $0.span == mention.span }) ?? true {
          byToken[place, default: []].append(mention)
        }
      }
      if mention.form == .name, let identifier = mention.identifier {
        // "Turkish Foreign Minister Mevlut Cavusoglu" is a role and a name.
        let named = document.passages[passage]
        let text = named.text(of: Self.person(in: tokens, of: named) ?? tokens)
        if text.utf8.count > (fullest[identifier]?.utf8.count ?? 0) { fullest[identifier] = text }
      }
    }
    self.byToken = byToken
    self.fullestNames = fullest
  }

  /// Who the phrase around `head` is, or nil where it can't speak (a thing, an unresolved pronoun).
  func speaker(at head: Int, in passage: AnalysedPassage, number: Int) -> Speaker? {
    let token = passage.tokens[head]
    let phrase = Self.phrase(around: head, in: passage)
    let span = passage.span(of: phrase)
    let own = byToken[TokenPlace(passage: number, token: head)]
    // "Russian experts", "A number of Russian sources": what modifies the head says whose voice it is.
    let mention = (own ?? phrase.compactMap { byToken[TokenPlace(passage: number, token: $0)] }.first)?.first
    if token.partOfSpeech == "PRON" {
      guard let own, let first = own.first else { return nil }
      var names: [String] = []
      for name in own.map({ $0.identifier.flatMap { fullestNames[$0] } ?? $0.name }) where !names.contains(name) {
        names.append(name)
      }
      let isOne = own.allSatisfy { $0.code == first.code }
      return Speaker(
        attribution: Attribution(
          name: names.joined(separator: " and "), code: isOne ? first.code : nil, sector: isOne ? first.sector : nil,
          span: span), role: nil, head: head)
    }
    let isPerson = token.entityType == "PERSON" || token.entityType == "ORG" || token.entityType == "NORP"
    let isVoice = isVoice(head, in: passage)
    let alias = Self.alias(of: head, in: passage)
    guard mention != nil || isPerson || isVoice || token.partOfSpeech == "PROPN" || alias != nil else { return nil }
    // A thing that merely mentions an actor ("Russia's economy showed") has no voice.
    if token.partOfSpeech == "NOUN", !isVoice, own == nil, alias == nil { return nil }
    if let alias {
      return Speaker(
        attribution: Attribution(
          name: passage.text(of: alias), code: mention?.code, sector: mention?.sector, span: passage.span(of: alias)),
        role: passage.text(of: phrase), head: head)
    }
    let (role, name) = Self.roleAndName(head, phrase: phrase, in: passage)
    return Speaker(
      attribution: Attribution(name: name, code: mention?.code, sector: mention?.sector, span: span), role: role,
      head: head)
  }

  /// The name that a clause behind a noun gives its bearer: "a fisherman who goes by the name of “Kolya”", "a trader called
  /// Ahmed".
  private static func alias(of head: Int, in passage: AnalysedPassage) -> Range<Int>? {
    let tokens = passage.tokens
    guard tokens[head].partOfSpeech == "NOUN" else { return nil }
    for clause in passage.children(of: head, relation: "relcl", "acl") where clause > head {
      let below = passage.subtree(of: clause).filter { $0 > head }
      let isNaming = below.contains { ["name", "call", "nickname", "dub"].contains(tokens[$0].lemma.lowercased()) }
      guard isNaming, let first = below.first(where: { tokens[$0].partOfSpeech == "PROPN" }) else { continue }
      var end = first + 1
      while end < tokens.count, tokens[end].partOfSpeech == "PROPN" { end += 1 }
      return first..<end
    }
    return nil
  }

  /// Whether a noun can speak: by itself, or as the measure of some that can ("a number of sources").
  private func isVoice(_ head: Int, in passage: AnalysedPassage) -> Bool {
    if lexicon.voices[passage.tokens[head].lemma.lowercased()] != nil { return true }
    return passage.children(of: head).contains { child in
      passage.tokens[child].text == "of"
        && passage.children(of: child).contains { lexicon.voices[passage.tokens[$0].lemma.lowercased()] != nil }
    }
  }

  /// Whether the phrase around `head` stands for a publication named before: "the article", "the paper".
  func repeatsPublication(_ head: Int, in passage: AnalysedPassage) -> Bool {
    let children = passage.children(of: head)
    return lexicon.voices[passage.tokens[head].lemma.lowercased()] == true
      && children.allSatisfy { ["det", "punct"].contains(passage.tokens[$0].relation) }
      && children.contains { passage.tokens[$0].tag == "DT" && passage.tokens[$0].text.lowercased().hasPrefix("th") }
  }

  /// Whether the phrase around `head` names a publication: "Russian press outlet Izvestiya".
  func namesPublication(_ head: Int, in passage: AnalysedPassage) -> Bool {
    let phrase = Self.phrase(around: head, in: passage)
    return phrase.contains { passage.tokens[$0].partOfSpeech == "PROPN" }
      && phrase.contains { lexicon.voices[passage.tokens[$0].lemma.lowercased()] == true }
  }

  /// The speaker's noun phrase without relative clauses and appositions behind the head.
  static func phrase(around head: Int, in passage: AnalysedPassage) -> Range<Int> {
    let tokens = passage.tokens
    var first = head
    var last = head
    var open = [head]
    while let next = open.popLast() {
      for child in passage.children(of: next) {
        guard !["relcl", "acl", "appos", "punct", "advcl", "parataxis"].contains(tokens[child].relation) else {
          continue
        }
        guard
          !(child > head && ["cc", "conj"].contains(tokens[child].relation) && tokens[child].partOfSpeech == "VERB")
        else {
          continue
        }
        // A preposition may only belong to the name ("of State", "of Russian sources").
        if tokens[child].relation == "prep", !["of", "for"].contains(tokens[child].text.lowercased()) { continue }
        first = min(first, child)
        last = max(last, child)
        open.append(child)
      }
    }
    // A date before the subject is no part of the name: "On 19 November China criticized …".
    while first < head, ["DATE", "TIME"].contains(tokens[first].entityType) { first += 1 }
    return first..<(last + 1)
  }

  /// The tokens of `range` from the first to the last that belong to a person's name; nil where none do.
  private static func person(in range: Range<Int>, of passage: AnalysedPassage) -> Range<Int>? {
    guard let first = range.first(where: { passage.tokens[$0].entityType == "PERSON" }),
      let last = range.last(where: { passage.tokens[$0].entityType == "PERSON" })
    else { return nil }
    return first..<(last + 1)
  }

  /// Splits "Iranian Defense Minister Hossein Dehghan" into role and name; a phrase without a person's name is all name.
  private static func roleAndName(
    _ head: Int, phrase: Range<Int>, in passage: AnalysedPassage
  ) -> (role: String?, name: String) {
    let tokens = passage.tokens
    guard
      let person = passage.entity(at: head), person.type == "PERSON",
      person.tokens.lowerBound >= phrase.lowerBound
    else {
      // "His counterpart, Mevlut Cavusoglu": the apposition has the name.
      if tokens[head].partOfSpeech == "NOUN",
        let apposition = passage.children(of: head).first(where: {
          tokens[$0].relation == "appos" && tokens[$0].entityType == "PERSON"
        }),
        let person = passage.entity(at: apposition)
      {
        return (passage.text(of: phrase), passage.text(of: person.tokens))
      }
      return (nil, passage.text(of: phrase))
    }
    let name = passage.text(of: person.tokens)
    var start = phrase.lowerBound
    while start < person.tokens.lowerBound, tokens[start].partOfSpeech == "DET" { start += 1 }
    if start < person.tokens.lowerBound, tokens[person.tokens.lowerBound - 1].tag != "POS" {
      return (passage.text(of: start..<person.tokens.lowerBound), name)
    }
    let apposition = passage.children(of: head).first { tokens[$0].relation == "appos" }
    return (apposition.map { passage.text(of: Self.phrase(around: $0, in: passage)) }, name)
  }
}
