import Codebook
import EventExtraction
import Findings
import Linguistics
import SourceTexts
import TemporalExtraction

/// A document's evidence, and what the rules can tell of each passage's words beyond it.
package struct GatheredDocument {
  package let evidence: ReadingEvidence
  package let passages: [PassageReading]
}

/// Lays out what the rules found in a document for the learned reader.
package struct EvidenceGatherer: Sendable {
  let codebook: EventCodebook
  let dater: EventDater

  package init(coder: EventCoder, dater: EventDater) {
    codebook = coder.codebook
    self.dater = dater
  }

  /// - Parameters:
  ///   - mentions: The document's actors, in order.
  ///   - times: Its time expressions, in order.
  ///   - proposals: The rules' events with their dates.
  /// - Complexity: linear in the document for sentences of bounded length.
  package func evidence(
    of document: AnalysedDocument, mentions: [ActorMention], times: [TimeExpression], proposals: [Event],
    published: CalendarDay?
  ) -> GatheredDocument {
    var evidence = ReadingEvidence()
    var readings: [PassageReading] = []
    var byPassage = [[ActorMention]](repeating: [], count: document.passages.count)
    for mention in mentions {
      if let passage = mention.passage, byPassage.indices.contains(passage) { byPassage[passage].append(mention) }
    }
    let dated = dater.candidates(in: document, times: times, published: published)
    for (number, passage) in document.passages.enumerated() {
      readings.append(
        append(passage, number: number, mentions: byPassage[number], times: dated[number], to: &evidence))
    }
    append(proposals, in: document, to: &evidence)
    addDates(to: &evidence, of: document, times: times, proposals: proposals, published: published)
    return GatheredDocument(evidence: evidence, passages: readings)
  }

  private func append(
    _ passage: AnalysedPassage, number: Int, mentions: [ActorMention], times: [DatedWords],
    to evidence: inout ReadingEvidence
  ) -> PassageReading {
    let base = evidence.words.count
    evidence.passageStarts.append(base)
    let reading = PassageReading(codebook: codebook, passage: passage, number: number, mentions: mentions)
    var depth = 0
    for (index, token) in passage.tokens.enumerated() {
      switch token.text {
      case "“": depth += 1
      case "”": depth = max(0, depth - 1)
      case "\"": depth = depth == 0 ? 1 : 0
      default: break
      }
      let isContent = reading.isContentWord(index)
      evidence.words.append(
        ReadingEvidence.Word(
          span: token.span, tag: token.tag, relation: token.relation, head: base + token.head,
          lemma: token.lemma.lowercased(), party: "", isTime: false, isQuoted: depth > 0, isContent: isContent,
          lemmaCategories: isContent ? reading.lemmaCategories(index) : [],
          modality: isContent ? reading.modality(of: index).rawValue : 0))
      evidence.words[base + index].isUntold = isContent && reading.isUntold(index)
    }
    for sentence in passage.sentences {
      evidence.sentences.append((base + sentence.lowerBound)..<(base + sentence.upperBound))
    }
    var numbers: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() {
      guard let tokens = mention.tokens, !tokens.isEmpty, tokens.upperBound <= passage.tokens.count else { continue }
      let head = mention.headToken.flatMap { tokens.contains($0) ? $0 : nil } ?? tokens.upperBound - 1
      let rule = mention.evidence.rule.rawValue
      let sort = rule.hasPrefix("actor.") ? String(rule.dropFirst(6)) : rule
      numbers[index] = evidence.parties.count
      evidence.parties.append(
        ReadingEvidence.Party(
          mention: mention, tokens: (base + tokens.lowerBound)..<(base + tokens.upperBound), head: base + head,
          sort: sort))
      for token in tokens where evidence.words[base + token].party.isEmpty || token == head {
        evidence.words[base + token].party = sort
      }
    }
    for index in passage.tokens.indices where evidence.words[base + index].isContent {
      evidence.words[base + index].places = reading.places(of: index).compactMap { mention, place in
        numbers[mention].map { ($0, place) }
      }
    }
    for time in times {
      let kind =
        switch time.kind {
        case .calendar: "calendar"
        case .publication: "publication"
        case .era: "era"
        }
      evidence.times.append(
        ReadingEvidence.Time(
          edtf: time.edtf, basis: time.basis, kind: kind,
          tokens: (base + time.tokens.lowerBound)..<(base + time.tokens.upperBound), head: base + time.head,
          span: time.span, confidence: time.confidence))
      for token in time.tokens { evidence.words[base + token].isTime = true }
    }
    return reading
  }

  private func addDates(
    to evidence: inout ReadingEvidence, of document: AnalysedDocument, times: [TimeExpression], proposals: [Event],
    published: CalendarDay?
  ) {
    var asked: [TokenPlaceReference] = []
    for (number, passage) in document.passages.enumerated() {
      let base = evidence.passageStarts[number]
      for token in passage.tokens.indices where evidence.words[base + token].isContent {
        asked.append(TokenPlaceReference(passage: number, token: token))
      }
    }
    let dates = dater.dates(ofWords: asked, among: proposals, in: document, times: times, published: published)
    for place in asked { evidence.words[evidence.passageStarts[place.passage] + place.token].date = dates[place] }
  }

  private func append(_ events: [Event], in document: AnalysedDocument, to evidence: inout ReadingEvidence) {
    var places: [ActorMention: Int] = [:]
    for (index, party) in evidence.parties.enumerated() where places[party.mention] == nil {
      places[party.mention] = index
    }
    for event in events {
      guard let place = event.place, evidence.passageStarts.indices.contains(place.passage) else { continue }
      let token = evidence.passageStarts[place.passage] + place.token
      guard evidence.words.indices.contains(token) else { continue }
      // An event that is repeated for a second date stays the first one's repetition.
      if evidence.words[token].proposal == nil { evidence.words[token].proposal = evidence.proposals.count }
      evidence.proposals.append(
        ReadingEvidence.Proposal(
          event: event, token: token, actors: event.actors.compactMap { places[$0] },
          recipients: event.recipients.compactMap { places[$0] }))
    }
  }
}
