import ActorExtraction
import Codebook
import EventExtraction
import Findings
import Linguistics
import SourceTexts
import TemporalExtraction

/// One sentence read by the rules alone, as examples of knowledge files are.
struct SentenceReading {
  var document: AnalysedDocument
  var mentions: [ActorMention]
  var times: [TimeExpression]
  var events: [Event]
}

extension DocumentCoder.Worker {
  /// The day on which examples are taken to have been written.
  static var exampleDay: CalendarDay? { CalendarDay("2013-03-22") }

  /// Reads `sentence` as a document of its own.
  ///
  /// - Parameter coder: codes the events in place of this worker's own.
  func read(_ sentence: String, coder: EventCoder? = nil) -> SentenceReading {
    let source = SourceText(
      text: sentence, blocks: [Block(kind: .paragraph, span: Span(0, sentence.utf8.count))], format: .plainText)
    return read(analyse(source), coder: coder)
  }

  /// The same sentence with the events that another coder finds.
  func recode(_ reading: SentenceReading, _ coder: EventCoder) -> SentenceReading {
    var changed = reading
    changed.events = coder.events(in: reading.document, mentions: reading.mentions)
    return changed
  }

  private func read(_ document: AnalysedDocument, coder: EventCoder?) -> SentenceReading {
    let times = stages.timeTagger.read(document, written: Self.exampleDay).expressions
    let mentions = stages.actorResolver.mentions(in: document, times: times, published: nil)
    let events = (coder ?? stages.eventCoder).events(in: document, mentions: mentions)
    return SentenceReading(document: document, mentions: mentions, times: times, events: events)
  }
}

extension Event {
  /// The codes of who does it to whom: `FRA>DEU`; `FRA+DEU` where both do it.
  var sides: String {
    func codes(_ parties: [ActorMention]) -> String {
      var seen: [String] = []
      for party in parties {
        let code = party.code?.rawValue ?? "?"
        if !seen.contains(code) { seen.append(code) }
      }
      return seen.joined(separator: "+")
    }
    return recipients.isEmpty ? codes(actors) : codes(actors) + ">" + codes(recipients)
  }
}
