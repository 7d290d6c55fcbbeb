import EventReading
import Exports
import Findings
import SourceTexts

/// Writes a document's ``ReadingEvidence`` as one line.
struct EvidenceJSON {
  private let index: CodePointIndex
  private let evidence: ReadingEvidence

  init(source: SourceText, evidence: ReadingEvidence) {
    index = CodePointIndex(source.text)
    self.evidence = evidence
  }

  func write(id: RecordIdentifier, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    id.write(to: &json)
    json.key("words")
    list(evidence.words, &json) { word, json in
      json.integer(index.codePoint(atByte: word.span.start))
      json.integer(index.codePoint(atByte: word.span.end))
      json.string(word.tag)
      json.string(word.relation)
      json.integer(word.head)
      json.string(word.lemma)
      json.string(word.party)
      json.integer(word.isTime ? 1 : 0)
      json.integer(word.isQuoted ? 1 : 0)
      json.integer(word.isContent ? 1 : 0)
      json.beginArray()
      for category in word.lemmaCategories { json.string(category.rawValue) }
      json.endArray()
      json.integer(Int(word.modality))
      json.integer(word.proposal ?? -1)
      json.beginArray()
      for (party, place) in word.places {
        json.integer(party)
        json.string(place)
      }
      json.endArray()
      json.string(word.date?.edtf ?? "")
      json.string(word.date?.basis.rawValue ?? "")
    }
    json.key("sentences")
    list(evidence.sentences, &json) { range, json in
      json.integer(range.lowerBound)
      json.integer(range.upperBound)
    }
    json.key("passages")
    json.beginArray()
    for start in evidence.passageStarts { json.integer(start) }
    json.endArray()
    json.key("parties")
    list(evidence.parties, &json) { party, json in
      json.string(party.mention.code?.rawValue ?? "")
      json.string(party.mention.sector?.rawValue ?? "")
      json.string(party.mention.form.rawValue)
      json.string(party.sort)
      json.integer(party.tokens.lowerBound)
      json.integer(party.tokens.upperBound)
      json.integer(party.head)
    }
    json.key("times")
    list(evidence.times, &json) { time, json in
      json.string(time.edtf)
      json.string(time.basis.rawValue)
      json.string(time.kind)
      json.integer(time.tokens.lowerBound)
      json.integer(time.tokens.upperBound)
      json.integer(time.head)
    }
    json.key("proposals")
    list(evidence.proposals, &json) { proposal, json in
      json.integer(proposal.token)
      json.string(proposal.event.category.rawValue)
      json.string(proposal.event.status.rawValue)
      for parties in [proposal.actors, proposal.recipients] {
        json.beginArray()
        for party in parties { json.integer(party) }
        json.endArray()
      }
      json.string(proposal.event.date?.edtf ?? "")
      json.string(proposal.event.date?.basis.rawValue ?? "")
    }
    json.endObject()
    json.newline()
  }

  private func list<Item>(_ items: [Item], _ json: inout JSONWriter, write: (Item, inout JSONWriter) -> Void) {
    json.beginArray()
    for item in items {
      json.beginArray()
      write(item, &json)
      json.endArray()
    }
    json.endArray()
  }
}
