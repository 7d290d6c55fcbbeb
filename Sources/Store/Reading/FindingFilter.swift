import Findings
import GRDB

/// Which statements, figures, citations or agreements a list shows; every condition has to hold.
public struct FindingFilter: Sendable, Hashable {
  /// Codes that all have to be among those who speak, are spoken about, are measured or are parties. Citations have
  /// none themselves: their sentence has to name them.
  public var codes: [ActorCode]
  /// Keep what may be dated on or after this day.
  public var from: CalendarDay?
  /// Keep what may be dated on or before this day.
  public var to: CalendarDay?
  /// Keep what stands in this document.
  public var document: Int64?

  public init(
    codes: [ActorCode] = [], from: CalendarDay? = nil, to: CalendarDay? = nil, document: Int64? = nil
  ) {
    self.codes = codes
    self.from = from
    self.to = to
    self.document = document
  }

  /// The filter as an SQL condition over `finding`.
  func condition(for kind: FindingKind) -> (sql: String, arguments: StatementArguments) {
    var conditions = ["finding.kind = ?"]
    var arguments: StatementArguments = [kind.rawValue]
    for code in codes {
      if kind == .citation {
        conditions.append(
          """
          finding.sentence_id IN (SELECT other.sentence_id FROM finding AS other
            JOIN actor_mention ON actor_mention.finding_id = other.id WHERE actor_mention.code = ?)
          """)
        arguments += [code.rawValue]
      } else {
        conditions.append(
          """
          finding.id IN (SELECT finding_id FROM concerned WHERE code = ?
            UNION SELECT finding_id FROM attribution WHERE code = ?)
          """)
        arguments += [code.rawValue, code.rawValue]
      }
    }
    if let from {
      conditions.append("finding.id IN (SELECT finding_id FROM finding_date WHERE latest IS NULL OR latest >= ?)")
      arguments += [from.description]
    }
    if let to {
      conditions.append("finding.id IN (SELECT finding_id FROM finding_date WHERE earliest IS NULL OR earliest <= ?)")
      arguments += [to.description]
    }
    if let document {
      conditions.append("finding.document_id = ?")
      arguments += [document]
    }
    return (conditions.joined(separator: " AND "), arguments)
  }
}
