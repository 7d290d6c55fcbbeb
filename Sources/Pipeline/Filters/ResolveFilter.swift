import Codebook
import Exports
import Findings
import SourceTexts

/// The filter `resolve`: `{"id","name","date"}` to `{"id","code","sector","name","office"}`, nulls where unknown.
public struct ResolveFilter: LineFilter {
  private let lexicon: ActorLexicon

  public init(lexicon: ActorLexicon) { self.lexicon = lexicon }

  public func makeWorker() -> Worker { Worker(lexicon: lexicon) }

  public struct Worker: LineFilterWorker {
    public struct Input: Decodable {
      var name: String
      var date: String?
    }

    let lexicon: ActorLexicon

    public mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws {
      var day: CalendarDay?
      if let date = input.date, !date.isEmpty {
        guard let value = DocumentMetadata.publicationDate(date), let bounds = ExtendedDate.bounds(of: value) else {
          throw LineError(.invalidField, "field \"date\" is \"\(date)\", expected YYYY, YYYY-MM or YYYY-MM-DD")
        }
        // A month or a year is judged at its middle.
        if let earliest = bounds.earliest, let latest = bounds.latest {
          day = CalendarDay(dayNumber: (earliest.dayNumber + latest.dayNumber) / 2)
        }
      }
      let resolution = lexicon.resolve(name: input.name, on: day)
      json.beginObject()
      json.key("id")
      id.write(to: &json)
      json.key("code")
      json.optionalString(resolution?.code?.rawValue)
      json.key("sector")
      json.optionalString(resolution?.sector?.rawValue)
      json.key("name")
      json.optionalString(resolution?.name)
      json.key("office")
      json.optionalString(resolution?.office)
      json.endObject()
      json.newline()
    }
  }
}
