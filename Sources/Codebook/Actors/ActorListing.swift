import Findings
import ResourceTables

/// A row of what the lexicon knows, for people to read.
public struct ActorListing: Sendable, Hashable {
  public var kind: ActorKind
  public var name: String
  public var otherNames: [String]
  public var code: ActorCode?
  public var sector: Sector?
  public var office: String?
  /// First day it holds; nil where open or not told.
  public var from: CalendarDay?
  /// Last day it holds; nil where it still does or that is not told.
  public var to: CalendarDay?
  public var identifier: String
  public var resource: ResourceReference
}

extension ActorLexicon {
  /// The rows of one kind or all, of one state or all, that hold on a day or ever, in the order of the tables.
  ///
  /// - Parameter words: Letters that the name or the office must contain, whatever their case; empty for any.
  /// - Complexity: linear in the number of rows.
  public func listing(
    kind: ActorKind? = nil, code: ActorCode? = nil, on day: CalendarDay? = nil, containing words: String = ""
  ) -> [ActorListing] {
    let number = day.map { Int32(clamping: $0.dayNumber) }
    let words = words.lowercased()
    var found: [ActorListing] = []
    for (place, record) in records.enumerated() {
      if let kind, record.kind != kind { continue }
      if let code, record.code != code { continue }
      if let number, !record.days.contains(number) { continue }
      let name = string(record.name)
      let office = record.office.count > 0 ? string(record.office) : nil
      if !words.isEmpty, !name.lowercased().contains(words), !(office?.lowercased().contains(words) ?? false) {
        continue
      }
      found.append(
        ActorListing(
          kind: record.kind, name: name, otherNames: aliases(of: Int32(place)), code: record.code,
          sector: record.sector, office: office,
          from: record.days.first == .min ? nil : CalendarDay(dayNumber: Int(record.days.first)),
          to: record.days.last == .max ? nil : CalendarDay(dayNumber: Int(record.days.last)),
          identifier: identifier(of: record), resource: reference(to: record)))
    }
    return found
  }
}
